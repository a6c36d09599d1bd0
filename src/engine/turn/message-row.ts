import type { Fact } from '../../core/fact/fact.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import { decisionId, type Decision } from '../../core/message/decision.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import { isHeadsUp, type Moment } from '../../playbook/moment.ts'
import { slotsIn } from '../../core/visit/offer.ts'
import { look } from '../../playbook/turn/look.ts'
import { movedBy } from '../../playbook/turn/moved-by.ts'
import { askedAs } from '../../playbook/turn/questions.ts'
import { stillStands } from '../../playbook/turn/still-stands.ts'
import type { StoredLook } from '../words/text-look.ts'
import type { MessageRow } from '../../store/outbox/queue-messages.ts'
import { visitInCalendar } from './calendar.ts'
import { answering } from './answering.ts'
import { aliasOf, type Known } from './known.ts'
import { rungsLeft, type Ladders } from './ladders.ts'
import { linkCarried } from './visit-link.ts'

export interface Wording {
  readonly sha256: Sha256
  readonly ladders: Ladders
  /** Moments by their full id. */
  readonly moments: ReadonlyMap<string, Moment>
}

/** A message is a decision on a rung of the ladder: the same decision on the same rung is the same message. */
export const messageName = (decision: string, rung: number): string => `${decision}-${rung}`

/**
 * What a decision to speak puts into the outbox: on the first rung of its customer's ladder, or on the next one when the
 * question was not answered there. null: there is no further channel, and nobody is asked the same thing twice over one.
 */
export function messageRow(known: Known, decision: Decision, { sha256, ladders, moments }: Wording): MessageRow | null {
  const id = decisionId(decision, sha256)
  const moment = moments.get(decision.moment)
  const { version } = subjectOf(known, decision)
  const isUp = moment !== undefined && isHeadsUp(moment)
  const brand = known.brand ?? ladders.brand
  const tried = isAgain(decision) ? triedBefore(known, decision, sha256) : []
  const whole = ladderOf(known, decision, ladders)
  const ladder = isAgain(decision) && tried.length === 0 ? whole : [...tried, ...rungsLeft(whole, tried)]
  const rung = isAgain(decision) ? Math.max(1, tried.length) : 0
  if (rung > 0 && rung >= ladder.length) return null
  return {
    bucket: known.bucket,
    message: messageName(id, rung),
    subject_kind: known.kind,
    customer: known.subject,
    about: aliasOf(known),
    decision: id,
    rung,
    channel: ladder[rung] ?? 'outbox',
    brand,
    playbook: decision.moment.split('.')[0] ?? '',
    moment: decision.moment,
    class: decision.action.do === 'say' ? decision.action.class : 'service',
    promise: decision.promise,
    version: decision.version,
    needs: version?.state ?? null,
    heads_up: isUp,
    tell_by: version?.tellBy ?? null,
    send_at: decision.at,
    valid_until: validUntil(known, decision, { moment, version }),
    template: decision.action.do === 'say' ? decision.action.template : 'nudge',
    look: { ...lookOf(known, decision, { moment, version }), ...(ladder.length > 1 ? { ladder } : {}) },
  }
}

/** A department is nudged over its one channel; a customer over those that reach them. */
export function ladderOf(known: Known, decision: Decision, ladders: Ladders): readonly string[] {
  const { action } = decision
  if (action.do === 'nudge') return [ladders.nudge(action.silo)]
  const { prefers, reach } = known
  const { used } = answering(causeOf(known, decision))
  return ladders.of(known.brand ?? ladders.brand, { prefers, reach, used })
}

/** What its words are made of; nothing personal. */
function lookOf(known: Known, decision: Decision, { moment, version }: Spoken): StoredLook {
  const { action, because, expected, at, modelVersion } = decision
  const { promise } = subjectOf(known, decision)
  const caused = causeOf(known, decision)
  const isForecast = moment !== undefined && (isHeadsUp(moment) || moment.at.on === 'word-due')
  return {
    at,
    due: { from: version?.dueFrom ?? null, to: version?.dueTo ?? null },
    promise:
      promise === undefined ? null : { id: promise.id, kind: promise.kind, key: promise.key, owner: promise.owner },
    forecast: isForecast ? { expected, reason: because.reason, model: modelVersion } : null,
    fact: caused?.data ?? null,
    cause: version?.cause ?? null,
    ...wasOf(known, promise, version),
    ...(promise !== undefined && moment !== undefined && isHeadsUp(moment)
      ? { stands: stillStands(known.turn, promise) }
      : {}),
    ...visitInCalendar(known, decision),
    next_word: nextWordOf(decision),
    ask: action.do === 'say' ? action.ask : [],
    ...slotsOf(caused),
    silo: action.do === 'nudge' ? { name: action.silo, rung: action.rung } : null,
    ...linkOf(known, decision),
    ...answering(caused).look,
  }
}

function linkOf(known: Known, decision: Decision): Pick<StoredLook, 'link'> {
  const link = linkCarried(known, decision)
  return link === null ? {} : { link }
}

const isAgain = ({ action }: Decision): boolean => action.do === 'say' && (action.rung ?? 0) > 0

/** Over which channels the question went that nobody has answered, or failed to; none where nobody has said so yet. */
function triedBefore({ turn }: Known, decision: Decision, sha256: Sha256): readonly string[] {
  const first = decisionId({ ...decision, occurrence: askedAs(decision.occurrence) }, sha256)
  const fates = [...turn.ledger.facts.values()].filter(
    ({ type, data }) => type.startsWith('message.') && data['decision'] === first,
  )
  return [...new Set(fates.map(({ data }) => String(data['channel'])))]
}

/** The window before the one it speaks of, where somebody has moved it. */
function wasOf(
  { turn }: Known,
  promise: CustomerPromise | undefined,
  version: PromiseVersion | undefined,
): Pick<StoredLook, 'was'> {
  const before = version === undefined ? undefined : promise?.versions[version.n - 2]
  if (version === undefined || before === undefined || movedBy(turn, version) === null) return {}
  return { was: { from: before.dueFrom, to: before.dueTo } }
}

/** The slots of the fact that caused it, to be read back: those a reply has asked for. */
function slotsOf(fact: Fact | undefined): Pick<StoredLook, 'slots'> {
  const slots = slotsIn(fact?.data['slots'])
  return slots.length === 0 ? {} : { slots }
}

const nextWordOf = ({ action }: Decision): Instant | null => (action.do === 'say' ? (action.nextWord ?? null) : null)

interface Spoken {
  readonly moment: Moment | undefined
  readonly version: PromiseVersion | undefined
}

/** A moment's own validity, and never past what it speaks of. */
function validUntil(known: Known, decision: Decision, { moment, version }: Spoken): Instant {
  // A promise of the next word that leaves after that word was due is no promise any more.
  const plain = Math.min(decision.eligibleAt + (moment?.validFor ?? 0), nextWordOf(decision) ?? Infinity)
  if (moment === undefined) return plain
  if (moment.at.on === 'jeopardy') return Math.min(plain, version?.dueTo ?? Infinity)
  if (moment.at.on !== 'clock') return plain
  const { promise } = subjectOf(known, decision)
  return Math.min(plain, moment.at.speaksOf(look(known.turn, { promise, version })) ?? Infinity)
}

function subjectOf({ turn }: Known, { promise: id, version: n }: Decision) {
  const promise = id === null ? undefined : turn.published.get(id)
  return { promise, version: n === null ? undefined : promise?.versions[n - 1] }
}

/** The fact that caused it, its open half: what its words may quote. */
function causeOf({ turn }: Known, { because }: Decision): Fact | undefined {
  const [ref] = because.facts
  return ref === undefined ? undefined : turn.ledger.facts.get(ref)
}
