import type { Action, Because, Outcome } from '../../core/message/decision.ts'
import type { Instant } from '../../core/time/instant.ts'
import { advance } from '../../playbook/turn/advance.ts'
import { hear } from '../../playbook/turn/hear.ts'
import { recallWord } from '../../playbook/turn/next-word.ts'
import { isFollowUp, noteAsked } from '../../playbook/turn/questions.ts'
import { startTurn, type Turn } from '../../playbook/turn/turn.ts'
import { byInstant } from '../../playbook/replay.ts'
import type { Program } from '../../playbook/program.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import { decisionsOf } from '../../store/ledger/decisions-of.ts'
import type { DecisionRow } from '../../store/ledger/write-decisions.ts'
import { factsOf, type LoggedFact } from '../../store/log/facts-of.ts'
import { keysOf } from '../../store/people/keys-of.ts'
import type { Vault } from '../../store/people/vault.ts'
import type { Tx } from '../../store/store.ts'
import { timersOf } from '../../store/timer/timers-of.ts'
import { groupBy } from '../group-by.ts'
import { catchUp, isInDoubt } from './catch-up.ts'
import { learnPerson, type Known } from './known.ts'
import { programFor } from './program-for.ts'

export interface Loading {
  readonly program: Program
  readonly forecaster: Forecaster | null
  readonly zone: string
  readonly vault: Vault
  /** When the newest of its playbooks was published. */
  readonly newestSince: Instant
  readonly now: Instant
}

/** Where a subject is kept. */
export interface Place {
  readonly subject: string
  readonly bucket: number
  readonly kind: number
}

/**
 * Folds subjects from the log, as they were after their last turn. What was decided then is on record and stands; what a
 * playbook published since would have decided for times past is left undecided.
 */
export async function load(tx: Tx, places: readonly Place[], loading: Loading): Promise<readonly Known[]> {
  if (places.length === 0) return []
  const customers = places.map(({ bucket, subject }) => ({ bucket, customer: subject }))
  const subjects = places.map(({ bucket, kind, subject }) => ({ bucket, subject_kind: kind, subject }))
  const facts = groupBy(await factsOf(tx, subjects), ({ subject }) => subject)
  if (facts.size === 0) return places.map((place) => unheard(place, loading))
  const [decided, timers, keyRows] = await Promise.all([
    decisionsOf(tx, customers),
    timersOf(tx, subjects),
    keysOf(tx, customers),
  ])
  const decisions = groupBy(decided, ({ customer }) => customer)
  const keys = groupBy(keyRows, ({ customer }) => customer)
  const loaded = places.map((place) => {
    const known = unheard(place, loading)
    known.wake = timers.get(place.subject) ?? null
    refold(known, { logged: facts.get(place.subject) ?? [], decisions: decisions.get(place.subject) ?? [] }, loading)
    const newest = keys.get(place.subject)?.at(-1)
    const key = newest === undefined ? null : loading.vault.keyFrom(newest.seed)
    if (newest !== undefined && key !== null) known.key = { id: newest.keyId, key }
    return known
  })
  await catchUp(
    tx,
    loaded.filter((known) => known.seq > 0 && isInDoubt(known, loading.newestSince)),
  )
  return loaded
}

function unheard({ subject, bucket, kind }: Place, { program, forecaster, zone }: Loading): Known {
  const turn = startTurn({ program: programFor(kind, program), customer: subject, zone, isLive: true, forecaster })
  const nothing = {
    seq: 0,
    heard: -Infinity,
    decisions: 0,
    wake: null,
    key: null,
    brand: null,
    prefers: null,
    reach: null,
    isNamed: false,
  }
  return { subject, bucket, kind, turn, ...nothing, written: new Map(), gone: [] }
}

/** Of what we stated ourselves, what the promises and decisions tables say already teaches a turn nothing. */
export const isHeardByTurns = (type: string, origin: string): boolean =>
  origin !== 'engine' || !/^(promise|decision)\./.test(type)

interface OnRecord {
  readonly logged: readonly LoggedFact[]
  readonly decisions: readonly DecisionRow[]
}

function refold(known: Known, { logged, decisions }: OnRecord, { now }: Loading): void {
  const { turn } = known
  for (const decision of decisions) recall(turn, decision)
  const facts = logged.flatMap(({ fact }) => (isHeardByTurns(fact.type, fact.origin) ? [fact] : []))
  for (const together of byInstant(facts)) {
    hear(turn, together)
    for (const fact of together) learnPerson(known, fact)
  }
  known.seq = logged.at(-1)?.seq ?? 0
  known.heard = logged.at(-1)?.fact.heard ?? -Infinity
  // All that was planned for before the hour its timer names has been done, and is on record; without one, all of it.
  advance(turn, known.wake ?? now)
  known.decisions = decisions.length
  known.isNamed = logged.length > 0
  for (const [id, { versions }] of turn.published) known.written.set(id, versions)
  forget(turn)
}

/** What has been written down need not be kept. */
export function forget(turn: Turn): void {
  turn.decisions.length = 0
  turn.changes.length = 0
  turn.jeopardies.length = 0
  turn.refused.length = 0
  turn.touched.clear()
}

/** A decision on record: it is not taken again, and what was said is known to have been said. */
function recall(turn: Turn, row: DecisionRow): void {
  turn.decided.add(`${row.anchor}\n${row.moment}\n${row.occurrence}`)
  const [outcome, action, because] = [row.outcome as Outcome, row.action as Action, row.because as Because]
  recallWord(turn, { ...row, outcome, action, eligibleAt: row.eligible_at })
  noteAsked(turn, { ...row, outcome, action, because })
  const [moment, isJeopardy] = [row.moment, isOnJeopardy(turn, row)]
  if (outcome !== 'said' || !isJeopardy) return
  const fired = `${row.anchor}\n${moment}`
  if (!isFollowUp(row.occurrence)) turn.fired.set(fired, (turn.fired.get(fired) ?? 0) + 1)
  if (action.do !== 'say') return
  const saying = { at: row.at, moment, expected: row.expected }
  turn.sayings.set(row.anchor, [...(turn.sayings.get(row.anchor) ?? []), saying])
}

function isOnJeopardy({ program }: Turn, { promise, moment }: DecisionRow): boolean {
  if (promise === null) return false
  const rule = promise.slice(0, promise.indexOf('/'))
  return program.moments.get(rule)?.jeopardy.some(({ id }) => id === moment) === true
}
