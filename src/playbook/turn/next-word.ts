import type { Action, Decision, Outcome } from '../../core/message/decision.ts'
import type { CustomerPromise } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import { isHeadsUp, type Moment } from '../moment.ts'
import { insertPlan } from './plans.ts'
import { isFollowUp } from './questions.ts'
import { versionAnchor, type NextWord, type Turn } from './turn.ts'

interface Speaking {
  readonly moment: Moment
  /** What it does instead of what it says of itself. */
  readonly follows?: { readonly action: Action } | undefined
  readonly promise?: CustomerPromise | undefined
}

interface Answered {
  readonly outcome: Outcome
  /** The time the customer is given for the promise itself; null: none. */
  readonly expected: Instant | null
}

/**
 * What a moment does at this instant; when it speaks, with the time of the next word. A heads-up, or the word that was due
 * after it, that gives a new time has said it all.
 */
export function actionNow(turn: Turn, speaking: Speaking, { outcome, expected }: Answered): Action {
  const { moment, promise, follows } = speaking
  const { nextWord } = moment
  const action = follows?.action ?? moment.action
  if (outcome !== 'said' || action.do !== 'say' || nextWord === null) return action
  if (expected !== null && (isHeadsUp(moment) || moment.at.on === 'word-due')) return action
  const zone = turn.ledger.context.zoneAt(turn.now)
  return { ...action, nextWord: nextWord(turn.now, { zone, owner: promise?.owner ?? 'default' }) }
}

type Said = Pick<Decision, 'promise' | 'version' | 'moment' | 'outcome' | 'action' | 'at'>

/** What was just said of a promise takes the place of the next word that was due, and may promise another. */
export function noteSaid(turn: Turn, { promise, version, moment, outcome, action, at }: Said): void {
  if (outcome !== 'said' || action.do !== 'say' || promise === null || version === null) return
  const { nextWord } = action
  for (const [index, word] of turn.nextWords.entries())
    if (word.promise === promise && word.since === null && (at > word.at || nextWord !== undefined))
      turn.nextWords[index] = { ...word, since: moment }
  if (nextWord === undefined) return
  const word: NextWord = { promise, version, moment, at, by: nextWord, since: null }
  if (followersOf(turn, word).length === 0) return
  turn.nextWords.push(word)
  insertPlan(turn.plans, { what: 'word-due', at: nextWord, promise, version })
}

/** It has come, or will not: nobody waits for it any more. */
export function dropWord({ nextWords, plans }: Turn, word: NextWord): void {
  nextWords.splice(nextWords.indexOf(word), 1)
  const isOwed = nextWords.some(({ promise, by }) => promise === word.promise && by === word.by)
  const plan = plans.findIndex(
    ({ what, promise, at }) => what === 'word-due' && promise === word.promise && at === word.by,
  )
  if (!isOwed && plan >= 0) plans.splice(plan, 1)
}

const NONE: readonly Moment[] = []

const waitingOnWords = (turn: Turn, promise: string): readonly Moment[] =>
  turn.program.moments.get(promise.slice(0, promise.indexOf('/')))?.wordDue ?? NONE

/**
 * The moments that see to a word when it is due. One that repeats comes again itself as often as it may, and after its
 * last time those that wait for its word.
 */
export function followersOf(turn: Turn, { promise, version, moment }: NextWord): readonly Moment[] {
  const waiting = waitingOnWords(turn, promise)
  const anchor = versionAnchor(promise, version)
  const mayCome = ({ id, repeat }: Moment): boolean =>
    (turn.fired.get(`${anchor}\n${id}`) ?? 0) < (repeat === null ? 1 : repeat.atMost)
  const itself = waiting.find(({ id, repeat }) => id === moment && repeat !== null)
  if (itself !== undefined && mayCome(itself)) return [itself]
  const asked = new Set([moment])
  let next = waiting.filter((one) => isOf(one, moment))
  while (next.length > 0 && !next.some(mayCome)) {
    const spent = next.filter(({ id }) => !asked.has(id))
    for (const { id } of spent) asked.add(id)
    next = waiting.filter((one) => spent.some(({ id }) => isOf(one, id)) && !asked.has(one.id))
  }
  return next.filter(mayCome)
}

const isOf = ({ at }: Moment, moment: string): boolean => at.on === 'word-due' && at.of.includes(moment)

type OnRecord = Said & Pick<Decision, 'anchor' | 'occurrence' | 'eligibleAt'>

/** A decision on record, taken in one after the other: which words are still to come, and how often each was followed. */
export function recallWord(turn: Turn, decision: OnRecord): void {
  const { anchor, moment, promise, outcome, eligibleAt } = decision
  if (promise === null) return
  if (waitingOnWords(turn, promise).some(({ id }) => id === moment)) {
    const fired = `${anchor}\n${moment}`
    if (outcome === 'said' && !isFollowUp(decision.occurrence)) turn.fired.set(fired, (turn.fired.get(fired) ?? 0) + 1)
    for (const word of turn.nextWords.filter((one) => one.promise === promise && one.by === eligibleAt))
      dropWord(turn, word)
  }
  noteSaid(turn, decision)
}
