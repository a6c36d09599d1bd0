import { factRef, type Fact } from '../../core/fact/fact.ts'
import type { Duration, Instant } from '../../core/time/instant.ts'
import { actOn, UNDO_MS } from '../../core/visit/act.ts'
import { slotsIn } from '../../core/visit/offer.ts'
import type { Slot } from '../../core/visit/slot.ts'
import { visitOf, type Visit } from '../../core/visit/visit.ts'
import type { SentMessage } from '../../store/replies/messages-to.ts'

/** A message of ours as a reply may answer it. */
export interface Question {
  readonly message: string
  readonly promise: string | null
  readonly template: string
  readonly ask: readonly string[]
  /** The slots it read back: those of the fact that caused it. */
  readonly slots: readonly Slot[]
  /** As it is now; null: it is about none. */
  readonly visit: Visit | null
  /** Whether it may still be answered: its visit is ahead, or it was asked when the visit was over. */
  readonly isOpen: boolean
}

/** What was asked when all was over, or about no visit, may be answered for so long. */
const ANSWERABLE: Duration = 14 * 24 * 3_600_000

/** What a message asked, from the open half of its customer's facts. */
export function questionOf(sent: SentMessage, facts: readonly Fact[], now: Instant): Question {
  const cause = facts.find((fact) => factRef(fact) === sent.cause)
  const key = visitKey(sent, facts)
  const visit = key === null ? null : (visitOf(facts, key) ?? null)
  const { message, promise, template, ask } = sent
  const slots = slotsIn(cause?.data['slots'])
  return { message, promise, template, ask, slots, visit, isOpen: isOpen(sent, { visit, facts, now }) }
}

/** Of the visit a message was about; null: it was about none. */
export function visitKey({ promise, cause }: SentMessage, facts: readonly Fact[]): string | null {
  const visit = facts.find((fact) => factRef(fact) === cause)?.data['visit']
  if (typeof visit === 'string') return visit
  return promise === null ? null : promise.slice(promise.indexOf('/') + 1)
}

interface About {
  readonly visit: Visit | null
  readonly facts: readonly Fact[]
  readonly now: Instant
}

function isOpen({ at }: SentMessage, { visit, facts, now }: About): boolean {
  if (visit !== null && !isOver(visit, now)) return true
  const over = visit === null ? at : endOf(visit, facts)
  return at >= over && now - at <= ANSWERABLE
}

/** Nothing can be done about it any more, not even a cancellation be taken back. */
export function isOver(visit: Visit, now: Instant): boolean {
  if (visit.state !== 'cancelled') return 'refused' in actOn(visit, { act: 'confirm' }, { now, own: '', channel: '' })
  const { cancelled } = visit
  return cancelled?.by !== 'customer' || now > cancelled.at + UNDO_MS || now >= visit.window.start
}

const ENDS = new Set(['visit.done', 'visit.not-done'])

function endOf({ visit, window, cancelled }: Visit, facts: readonly Fact[]): Instant {
  const end = facts.findLast(({ type, data }) => ENDS.has(type) && data['visit'] === visit)
  return Math.min(end?.time ?? window.end, cancelled?.at ?? Infinity)
}
