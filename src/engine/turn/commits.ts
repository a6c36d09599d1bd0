import { getHeapStatistics } from 'node:v8'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Program } from '../../playbook/program.ts'
import { fence } from '../../store/lease/fence.ts'
import { markSeen } from '../../store/log/mark-seen.ts'
import type { Vault } from '../../store/people/vault.ts'
import { isAway, type Store, type Tx } from '../../store/store.ts'
import { groupBy } from '../group-by.ts'
import type { Known } from './known.ts'
import { loadSent } from '../send/receipt-fate.ts'
import { load } from './load.ts'
import type { Wording } from './message-row.ts'
import { changesCard, loadCards } from './card.ts'
import { takeTurn, type Taking } from './take-turn.ts'
import { liveTiming, type Timing } from './timing.ts'
import type { Answer, Work } from '../accept/work.ts'
import { carryOut, noWrites, type Writes } from './writes.ts'

/** One customer's facts always take the same lane; while one lane waits for the disk, the other folds. */
export const LANES = 2
/** Most customers kept between turns, in each lane: a third of the heap this process may have, at 10 KB a customer. */
const MOST_KNOWN = Math.floor(getHeapStatistics().heap_size_limit / 3 / 10_240 / LANES)

export interface LaneOptions {
  readonly store: Store
  readonly vault: Vault
  readonly sha256: Sha256
  readonly zone: string
  readonly clock: () => Instant
  readonly holder: string
  /** Live, unless a test runs a file's past through the engine. */
  readonly timing?: ((now: Instant) => Timing) | undefined
  /** What is in force now; another program sends every customer back to the log. */
  readonly program: () => InForce
  /** Reads what is in force again: something was published. */
  readonly renew: () => Promise<void>
  /** Settled when what the next turns look at beside their customers is there; a test's may leave it out. */
  readonly ready?: () => Promise<void>
  /** After a commit. */
  readonly onCommit: (writes: Writes) => void
  /** The buckets are another's now: this process must not go on. */
  readonly onFenced: () => void
}

export interface InForce extends Pick<Wording, 'ladders' | 'moments'> {
  readonly program: Program
  /** null: no model is in force. */
  readonly forecaster: Forecaster | null
  /** When the newest of its playbooks was published. */
  readonly newestSince: Instant
  /** Grows whenever a playbook or a model is published. */
  readonly published: number
}

/** Commits groups of works, and keeps their subjects between commits. */
export interface Commits {
  /** Settled when each of the works has been answered or failed. */
  readonly all: (works: readonly Work[]) => Promise<void>
  /** These subjects are folded from the log again when they are next looked at. */
  readonly forget: (subjects: readonly string[]) => void
}

export function openCommits(options: LaneOptions): Commits {
  const known = new Map<string, Known>()
  let force: InForce | null = null

  function inForce(): InForce {
    const now = options.program()
    if (now !== force) known.clear()
    force = now
    return now
  }

  /** Whatever it is that keeps one subject's turn from being taken, the others' are taken. */
  async function all(works: readonly Work[]): Promise<void> {
    const end = await commitGroup(works, { ...options, known, force: inForce() })
    if (end === 'stale') {
      await options.renew()
      await all(works)
    }
    if (end !== 'apart') return
    const middle = Math.ceil(works.length / 2)
    await all(works.slice(0, middle))
    await all(works.slice(middle))
  }

  return {
    all,
    forget: (subjects) => {
      for (const subject of subjects) known.delete(subject)
    },
  }
}

interface Committing extends LaneOptions {
  readonly known: Map<string, Known>
  readonly force: InForce
}

class Fenced extends Error {}
class Stale extends Error {}

/** `stale`: what it decided with is in force no more. `apart`: one of them fails the others. Neither stored or answered anything. */
type GroupEnd = 'done' | 'failed' | 'stale' | 'apart'

async function commitGroup(works: readonly Work[], committing: Committing): Promise<GroupEnd> {
  const { store, known, onCommit } = committing
  const bySubject = groupBy(works, ({ place }) => place.subject)
  const taken = await store
    .inTransaction((tx) => takeTurns(tx, [...bySubject.values()], committing))
    .catch((error: unknown) => ({ error }))
  if ('error' in taken) {
    // What a turn has made of them is not on record: they are folded again from the log.
    for (const subject of bySubject.keys()) known.delete(subject)
    return fail(works, taken.error, committing)
  }
  onCommit(taken.writes)
  for (const [work, answer] of taken.answers) work.done(answer)
  keepWithin(known, MOST_KNOWN)
  return 'done'
}

function fail(works: readonly Work[], error: unknown, { onFenced }: Committing): GroupEnd {
  if (error instanceof Stale) return 'stale'
  if (works.length > 1 && !isAway(error) && !(error instanceof Fenced)) return 'apart'
  for (const work of works) work.failed(error)
  if (error instanceof Fenced) onFenced()
  return 'failed'
}

interface Taken {
  readonly answers: readonly (readonly [Work, readonly Answer[]])[]
  readonly writes: Writes
}

async function takeTurns(tx: Tx, turns: readonly (readonly Work[])[], committing: Committing): Promise<Taken> {
  const { known, force, vault, sha256, zone, clock, holder } = committing
  const now = clock()
  const works = turns.flat()
  const heardBefore = await seenBefore(tx, works)
  const places = turns.flatMap(([first]) =>
    first === undefined || known.has(first.place.subject) ? [] : [first.place],
  )
  for (const one of await load(tx, places, { ...force, zone, vault, now })) known.set(one.subject, one)
  const taken = turns.map((own) => [known.get(own[0]?.place.subject ?? ''), own] as const)
  const cardsOf = taken.flatMap(([one, own]) => (one !== undefined && own.some(hasCard) ? [one] : []))
  const cards = await loadCards(tx, cardsOf, vault)
  const sent = await loadSent(tx, works)
  const writes = noWrites()
  const timing = (committing.timing ?? liveTiming)(now)
  const taking: Taking = { ...force, sha256, vault, writes, cards, heardBefore, sent, timing, now }
  const answers = taken.flatMap(([one, own]) => {
    if (one === undefined) throw new Error('a subject was not loaded')
    known.delete(one.subject)
    known.set(one.subject, one)
    const all = takeTurn(one, own, taking)
    return own.map((work, index) => [work, all[index] ?? []] as const)
  })
  const buckets = [...new Set(works.map(({ place }) => place.bucket))]
  // Asked for in one breath, the fence last of all.
  const [, { holds, published }] = await Promise.all([carryOut(tx, writes), fence(tx, buckets, holder)])
  if (!holds) throw new Fenced('another process holds these buckets now')
  if (published !== force.published) throw new Stale('a playbook or a model was published meanwhile')
  return { answers, writes }
}

const hasCard = ({ facts }: Work): boolean => facts.some(({ fact }) => changesCard(fact))

/** Marks what others state as heard; answers what was on record before, by ref. */
async function seenBefore(tx: Tx, works: readonly Work[]): Promise<Map<string, number>> {
  const rows = new Map<string, { bucket: number; ref: string; content: number }>()
  for (const { facts } of works)
    for (const { bucket, ref, content } of facts)
      if (content !== null && !rows.has(ref)) rows.set(ref, { bucket, ref, content })
  return rows.size === 0 ? new Map() : new Map(await markSeen(tx, [...rows.values()]))
}

/** The longest unheard-of go first: a Map keeps the order in which they were put in. */
function keepWithin(known: Map<string, Known>, most: number): void {
  for (const subject of known.keys()) {
    if (known.size <= most) return
    known.delete(subject)
  }
}
