import type { Problem } from '../core/document/problem.ts'
import type { Sha256 } from '../core/fact/subject.ts'
import type { Instant } from '../core/time/instant.ts'
import { joinPlaybooks } from '../playbook/compile/join.ts'
import type { CompiledPlaybook } from '../playbook/compile/playbook.ts'
import { inSuccession, type Published } from '../playbook/compile/succession.ts'
import { compileWithHolidays } from '../playbook/compile/with-holidays.ts'
import { readPlaybook } from '../playbook/read.ts'
import {
  allPlaybookVersions,
  playbooksChangedAt,
  playbooksInForce,
  writePlaybookVersion,
  type PlaybookRules,
} from '../store/company/playbook-versions.ts'
import { ALL_BUCKETS } from '../store/bucket.ts'
import type { Tx } from '../store/store.ts'
import { wakeAllHeard } from '../store/timer/wake-all-heard.ts'
import { wakeAllOpen } from '../store/timer/wake-all-open.ts'
import { groupBy } from './group-by.ts'
import { MOST_AHEAD } from './import/door.ts'
import type { InForce } from './turn/commits.ts'
import type { Ladders } from './turn/ladders.ts'

export interface Compiling {
  readonly sha256: Sha256
  readonly ladders: Ladders
  /** What was compiled before, by version: one process compiles each once. */
  readonly compiled?: Map<string, CompiledPlaybook>
}

export type PlaybooksInForce = Omit<InForce, 'forecaster' | 'published'>

/**
 * What is in force as one program: the moments of the newest versions, the rules of all that ever were, since a promise is
 * judged by the version that made it. What is on record was checked when it was published.
 */
export async function loadInForce(
  tx: Tx,
  { sha256, ladders, compiled = new Map() }: Compiling,
): Promise<PlaybooksInForce> {
  const playbooks: CompiledPlaybook[] = []
  let newestSince = 0
  for (const rows of groupBy(await allPlaybookVersions(tx), ({ playbook }) => playbook).values()) {
    const versions: Published[] = []
    for (const row of rows) versions.push({ playbook: await compileOnce(row, sha256, compiled), since: row.valid_from })
    const [newest, whole] = [rows.at(-1), inSuccession(versions)]
    if (newest === undefined || whole === undefined) continue
    playbooks.push(sinceOf(whole, newest))
    newestSince = Math.max(newestSince, newest.valid_from)
  }
  const moments = new Map(playbooks.flatMap((playbook) => playbook.moments.map(({ moment }) => [moment.id, moment])))
  return { program: joinPlaybooks(playbooks), moments, ladders, newestSince }
}

async function compileOnce(
  { playbook, version, source }: PlaybookRules,
  sha256: Sha256,
  compiled: Map<string, CompiledPlaybook>,
): Promise<CompiledPlaybook> {
  const known = compiled.get(version)
  if (known !== undefined) return known
  const read = await compileText(source, { name: playbook, sha256 })
  if ('problems' in read) throw new Error(`${version} was published and does not compile`)
  compiled.set(version, read.playbook)
  return read.playbook
}

function sinceOf(playbook: CompiledPlaybook, { moments, valid_from }: PlaybookRules): CompiledPlaybook {
  const dated = playbook.moments.map(({ moment, on }) => ({
    on,
    moment: { ...moment, inForceSince: moments[moment.id] ?? valid_from },
  }))
  return { ...playbook, moments: dated }
}

async function compileText(
  text: string,
  { name, sha256 }: { name: string; sha256: Sha256 },
): Promise<{ readonly playbook: CompiledPlaybook } | { readonly problems: readonly Problem[] }> {
  const read = readPlaybook(text, name)
  return 'problems' in read ? read : compileWithHolidays(read.playbook, sha256)
}

export interface Publication {
  readonly source: string
  /** YAML by language. */
  readonly texts: Readonly<Record<string, string>>
  readonly file: string
  readonly reason: string
  readonly by: string
  readonly now: Instant
}

/** In force from now on; the same text again is no news. With any problem nothing is published. */
export async function publishPlaybook(
  tx: Tx,
  { source, texts, file, reason, by, now }: Publication,
  sha256: Sha256,
): Promise<{ readonly version: string; readonly isNew: boolean } | { readonly problems: readonly Problem[] }> {
  const compiled = await compileText(source, { name: file, sha256 })
  if ('problems' in compiled) return compiled
  const { name, version, moments, rules } = compiled.playbook
  const before = (await playbooksInForce(tx)).find(({ playbook }) => playbook === name)
  const isSame = before?.version === version && JSON.stringify(before.texts) === JSON.stringify(texts)
  if (isSame) return { version, isNew: false }
  const dated = Object.fromEntries(moments.map(({ moment: { id } }) => [id, before?.moments[id] ?? now]))
  // Later than any other, so that whoever compares with the newest notices it.
  const valid_from = Math.max(now, (await playbooksChangedAt(tx)) + 1)
  await writePlaybookVersion(tx, { playbook: name, version, valid_from, source, texts, moments: dated, reason, by })
  // No commit can decide with the version before from here on (the fence), so those who wait are looked at by this one.
  await wakeAllOpen(tx, ALL_BUCKETS, valid_from)
  // A first version judges all that was heard; a later one what clocks that are ahead have stated already.
  const trueSince = before === undefined ? Number.MIN_SAFE_INTEGER : valid_from
  const heardSince = before === undefined ? trueSince : valid_from - MOST_AHEAD
  if (rules.length > 0) await wakeAllHeard(tx, { buckets: ALL_BUCKETS, wake: valid_from, heardSince, trueSince })
  return { version, isNew: true }
}
