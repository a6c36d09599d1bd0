import { minutes, type Instant } from '../../core/time/instant.ts'
import type { ChannelCapabilities, SendAnswer } from '../../core/message/channel.ts'
import type { AttemptEnd } from '../../store/outbox/end-attempts.ts'
import type { DueMessage } from '../../store/outbox/due-messages.ts'
import type { MessageRow } from '../../store/outbox/queue-messages.ts'
import { caseOfUndeliverable } from '../turn/case-row.ts'
import type { StoredLook } from '../words/text-look.ts'
import type { Kept } from './gate.ts'
import { messageName } from '../turn/message-row.ts'
import type { Writes } from '../turn/writes.ts'

/** What became of a try: what the gate said, or what the channel answered. */
export type Fate = Kept | SendAnswer

export interface Tried {
  readonly message: DueMessage
  /** Which try it was, from 1. */
  readonly n: number
  readonly fate: Fate
  readonly afterUnknown: ChannelCapabilities['afterUnknown']
}

export interface Settling {
  readonly now: Instant
}

/** The fact it becomes in the customer's log; null: nothing happened that the customer's turn need know. */
export interface Told {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

const SECOND = 1000
/** Who takes up a case needs so long to call: nearer to tell-by no other channel is tried when nobody knows of the first. */
const TIME_TO_CALL = minutes(30)
/** 1, 4, 16 … seconds, an hour at most. */
const backOff = (n: number): number => Math.min(3600, 4 ** (n - 1)) * SECOND

/** A try that is being written down: what of it is known, and the rows it becomes. */
interface Ending extends Settling {
  readonly tried: Tried
  readonly writes: Writes
}

/** Writes down how a try ended and what follows: it has left, it waits again, it takes the next rung, or a person must call. */
export function settle(tried: Tried, settling: Settling, writes: Writes): Told | null {
  const ending = { ...settling, tried, writes }
  const { fate } = tried
  if ('goes' in fate) return stay(ending, fate)
  switch (fate.fate) {
    case 'accepted':
      end(ending, 'accepted', { reason: null, providerId: fate.providerId })
      leave(ending)
      return told(ending, 'message.accepted', { provider_id: fate.providerId })
    case 'failed':
      end(ending, 'failed', { reason: fate.reason })
      return fail(ending, fate.reason, fate.code)
    case 'later':
      return tryLater(ending, fate)
    case 'unknown':
      return nobodyKnows(ending, fate)
  }
}

/** The gate kept it: nobody need be called for what is true no more, but for a heads-up that cannot be said in time. */
function stay(ending: Ending, { state, reason, nextRung }: Kept): Told | null {
  const { tried, writes, now } = ending
  end(ending, state, { reason })
  leave(ending)
  if (state === 'shadow' || state === 'off') return null
  const { message } = tried
  if (nextRung && takeNextRung(ending)) return null
  if (message.heads_up && message.needs === message.stands) writes.cases.push(caseOfUndeliverable(message, reason, now))
  return told(ending, `message.${state}`, { reason })
}

function tryLater(ending: Ending, { after, reason }: Extract<SendAnswer, { fate: 'later' }>): Told | null {
  const { tried, writes, now } = ending
  const { message, n } = tried
  end(ending, 'later', { reason })
  const again = now + Math.max(after, backOff(n))
  if (again > message.valid_until) return fail(ending, reason, null)
  writes.back.push({ bucket: message.bucket, message: message.message, send_at: again, held: null })
  return null
}

/** Never over this channel: the next rung. */
function fail(ending: Ending, reason: string, code: string | null): Told {
  leave(ending)
  if (!takeNextRung(ending)) callPerson(ending, reason)
  return told(ending, 'message.failed', { reason, code })
}

function nobodyKnows(ending: Ending, { reason }: Extract<SendAnswer, { fate: 'unknown' }>): Told {
  const { tried, writes, now } = ending
  const { message, n, afterUnknown } = tried
  end(ending, 'unknown', { reason })
  if (afterUnknown === 'repeat')
    writes.back.push({ bucket: message.bucket, message: message.message, send_at: now + backOff(n), held: null })
  else {
    leave(ending)
    const isLate = message.heads_up && message.tell_by !== null && message.tell_by - now < TIME_TO_CALL
    if (isLate || !takeNextRung(ending)) callPerson(ending, 'nobody knows whether it left')
  }
  return told(ending, 'message.unknown', { reason })
}

interface EndedBy {
  readonly reason: string | null
  readonly providerId?: string | null
}

function end({ tried, writes, now }: Ending, state: AttemptEnd['state'], { reason, providerId = null }: EndedBy): void {
  const { bucket, message, customer, channel } = tried.message
  writes.ended.push({
    bucket,
    message,
    n: tried.n,
    customer,
    channel,
    state,
    provider_id: providerId,
    reason,
    ended: now,
  })
}

function leave({ tried: { message }, writes }: Ending): void {
  writes.left.push({ bucket: message.bucket, message: message.message })
}

/** Over the next channel of its ladder; false: there is none. */
function takeNextRung({ tried: { message }, writes, now }: Ending): boolean {
  const { ladder = [] } = message.look as Partial<StoredLook>
  const channel = ladder[ladder.indexOf(message.channel) + 1]
  if (channel === undefined) return false
  const rung = message.rung + 1
  const name = messageName(message.decision, rung)
  writes.messages.push({ ...rowOf(message), message: name, rung, channel, send_at: now })
  return true
}

/** The last rung is a person. */
function callPerson({ tried: { message }, writes, now }: Ending, why: string): void {
  writes.cases.push(caseOfUndeliverable(message, why, now))
}

/** What of it waits in the outbox: not how it stands now, and nothing of the person. */
const rowOf = (message: DueMessage): MessageRow => ({
  bucket: message.bucket,
  message: message.message,
  subject_kind: message.subject_kind,
  customer: message.customer,
  about: message.about,
  decision: message.decision,
  rung: message.rung,
  channel: message.channel,
  brand: message.brand,
  playbook: message.playbook,
  moment: message.moment,
  class: message.class,
  promise: message.promise,
  version: message.version,
  needs: message.needs,
  heads_up: message.heads_up,
  tell_by: message.tell_by,
  send_at: message.send_at,
  valid_until: message.valid_until,
  template: message.template,
  look: message.look,
})

function told({ tried: { message: row } }: Ending, type: string, more: Readonly<Record<string, unknown>>): Told {
  const { message, decision, channel, rung, promise, version, heads_up } = row
  return { type, data: present({ message, decision, channel, rung, promise, version, heads_up, ...more }) }
}

const present = (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
