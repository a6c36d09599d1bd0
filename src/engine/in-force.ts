import type { Problem } from '../core/document/problem.ts'
import type { Sha256 } from '../core/fact/subject.ts'
import type { Instant } from '../core/time/instant.ts'
import { joinPlaybooks } from '../playbook/compile/join.ts'
import type { CompiledPlaybook } from '../playbook/compile/playbook.ts'
import { compileWithHolidays } from '../playbook/compile/with-holidays.ts'
import type { Moment } from '../playbook/moment.ts'
import { readPlaybook } from '../playbook/read.ts'
import { playbooksInForce, writePlaybookVersion, type PlaybookVersion } from '../store/company/playbook-versions.ts'
import { ALL_BUCKETS } from '../store/bucket.ts'
import type { Tx } from '../store/store.ts'
import { wakeAllOpen } from '../store/timer/wake-all-open.ts'
import type { InForce } from './turn/commits.ts'
import type { Ladders } from './turn/ladders.ts'

export interface Compiling {
  readonly sha256: Sha256
  readonly ladders: Ladders
}

/** The playbooks in force as one program. What is on record was checked when it was published. */
export async function loadInForce(tx: Tx, { sha256, ladders }: Compiling): Promise<Omit<InForce, 'forecaster'>> {
  const compiled: CompiledPlaybook[] = []
  const versions = await playbooksInForce(tx)
  for (const version of versions) {
    const read = await compileText(version.source, { name: version.playbook, sha256 })
    if ('problems' in read) throw new Error(`${version.playbook} ${version.version} is in force and does not compile`)
    compiled.push(sinceOf(read.playbook, version))
  }
  const moments = new Map<string, Moment>()
  for (const { moment } of compiled.flatMap((playbook) => playbook.moments)) moments.set(moment.id, moment)
  const published = Math.max(0, ...versions.map(({ valid_from }) => valid_from))
  return { program: joinPlaybooks(compiled), moments, ladders, published }
}

function sinceOf(playbook: CompiledPlaybook, { moments, valid_from }: PlaybookVersion): CompiledPlaybook {
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
  const { name, version, moments } = compiled.playbook
  const before = (await playbooksInForce(tx)).find(({ playbook }) => playbook === name)
  const isSame = before?.version === version && JSON.stringify(before.texts) === JSON.stringify(texts)
  if (isSame) return { version, isNew: false }
  const since = Object.fromEntries(moments.map(({ moment: { id } }) => [id, before?.moments[id] ?? now]))
  const valid_from = Math.max(now, (before?.valid_from ?? 0) + 1)
  await writePlaybookVersion(tx, { playbook: name, version, valid_from, source, texts, moments: since, reason, by })
  // No commit can decide with the version before from here on (the fence), so those who wait are looked at by this one.
  await wakeAllOpen(tx, ALL_BUCKETS, valid_from)
  return { version, isNew: true }
}
