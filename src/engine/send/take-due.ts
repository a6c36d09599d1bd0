import type { Duration, Instant } from '../../core/time/instant.ts'
import { openCases } from '../../store/cases/open-cases.ts'
import { writeSendingState } from '../../store/company/write-sending-state.ts'
import { countMinute } from '../../store/outbox/count-minute.ts'
import { dueMessages, type AskedMessage } from '../../store/outbox/due-messages.ts'
import { lastReplies } from '../../store/outbox/last-replies.ts'
import { putBack } from '../../store/outbox/put-back.ts'
import { takeMessages } from '../../store/outbox/take-messages.ts'
import type { Tx } from '../../store/store.ts'
import { tooMany } from './burst.ts'
import { gate, type Gate, type Gating, type Going, type Held, type Kept } from './gate.ts'

export interface TakingDue extends Gating {
  readonly buckets: readonly number[]
  readonly channel: string
  /** How long after a customer's last word the channel takes free words; null: always. */
  readonly session: Duration | null
  readonly limit: number
  readonly epoch: number
  /** The least messages a minute of one moment that count as a burst. */
  readonly burst: number
}

/** One that was taken, to be sent or to be ended. */
export interface Due {
  readonly message: DueNow
  readonly gate: Going | Kept
}

/** With what only a channel that has sessions asks for. */
export interface DueNow extends AskedMessage {
  /** Free words may be sent until then; null: not now, or the channel takes them always. */
  readonly sessionUntil: Instant | null
}

export interface TakenNow {
  readonly due: readonly Due[]
  /** How many were due: those that go later among them. */
  readonly found: number
}

interface Judged {
  readonly message: AskedMessage
  readonly gate: Gate
}

const MINUTE = 60_000

/**
 * Takes the messages whose time has come: what does not go is known at once, what goes is marked before it leaves, and what
 * goes later is put back with its new time, so that a night's messages are looked at once, not each second.
 */
export async function takeDue(tx: Tx, taking: TakingDue): Promise<TakenNow> {
  const { buckets, channel, limit, now, epoch } = taking
  const found = await dueMessages(tx, { buckets, channel, limit, now })
  if (found.length === 0) return { due: [], found: 0 }
  const fitting = await withoutBursts(tx, judge(found, taking), taking)
  const kept = fitting.flatMap(({ message, gate: own }) => (isHeld(own) ? [] : [{ message, gate: own }]))
  await takeMessages(
    tx,
    kept.map(({ message: { bucket, message }, gate: own }) => ({
      bucket,
      message,
      sends: own.goes,
      counts: own.goes ? own.counts : null,
    })),
    { epoch, now },
  )
  await hold(tx, fitting)
  return { due: await withSessions(tx, kept, taking), found: found.length }
}

/** One after the other: what leaves now for a customer counts for the next message to them. */
function judge(found: readonly AskedMessage[], taking: TakingDue): readonly Judged[] {
  const leaving = new Map<string, AskedMessage['lately']>()
  return found.map((message) => {
    const lately = [...(leaving.get(message.customer) ?? []), ...(message.lately ?? [])]
    const own = gate({ ...message, lately }, taking)
    if (own.goes && own.counts !== null)
      leaving.set(message.customer, [[taking.now, own.counts], ...(leaving.get(message.customer) ?? [])])
    return { message, gate: own }
  })
}

async function hold(tx: Tx, judged: readonly Judged[]): Promise<void> {
  const rows = judged.flatMap(({ message: { bucket, message }, gate: own }) =>
    isHeld(own) ? [{ bucket, message, send_at: own.until, held: own.reason }] : [],
  )
  if (rows.length > 0) await putBack(tx, rows)
}

const isHeld = (own: Gate): own is Held => !own.goes && own.state === 'held'

async function withSessions(
  tx: Tx,
  kept: readonly (Pick<Judged, 'message'> & Pick<Due, 'gate'>)[],
  { session, kind, now }: TakingDue,
): Promise<readonly Due[]> {
  if (session === null) return kept.map((one) => ({ ...one, message: { ...one.message, sessionUntil: null } }))
  const going = kept.filter(({ gate: own }) => own.goes).map(({ message }) => message)
  const last = await lastReplies(tx, going, { kind, since: now - session })
  return kept.map(({ message, gate: own }) => {
    const heard = last.get(message.customer)
    return { message: { ...message, sessionUntil: heard === undefined ? null : heard + session }, gate: own }
  })
}

/**
 * Counts what was decided to leave, each message once: one that quiet hours hold counts now, not in the morning, when a
 * whole night's would look like a burst. A moment that bursts is paused in the same transaction, and what is too much of it
 * waits as it did.
 */
async function withoutBursts(tx: Tx, judged: readonly Judged[], taking: TakingDue): Promise<readonly Judged[]> {
  const going = new Map<string, number>()
  for (const one of judged) if (isNews(one)) going.set(one.message.moment, (going.get(one.message.moment) ?? 0) + 1)
  if (going.size === 0) return judged
  const counts = [...going].map(([moment, n]) => ({ moment, n }))
  const over = new Map<string, number>()
  for (const counted of await countMinute(tx, Math.floor(taking.now / MINUTE), counts)) {
    const excess = Math.min(tooMany(counted, taking.burst), going.get(counted.moment) ?? 0)
    if (excess > 0) over.set(counted.moment, excess)
  }
  for (const moment of over.keys()) await pauseBurst(tx, moment, taking)
  return judged.toReversed().filter(fitsIn(over)).toReversed()
}

const isNews = ({ message: { held, tries }, gate: own }: Judged): boolean =>
  (own.goes || own.state === 'held') && held === null && tries === 0

/** From the end, so that those who have waited longest still go. */
const fitsIn =
  (over: Map<string, number>) =>
  (one: Judged): boolean => {
    const excess = over.get(one.message.moment) ?? 0
    if (excess === 0 || !isNews(one)) return true
    over.set(one.message.moment, excess - 1)
    return false
  }

async function pauseBurst(tx: Tx, moment: string, { now, burst }: TakingDue): Promise<void> {
  const reason = `more messages in a minute than five times the usual peak and than ${burst}`
  await writeSendingState(tx, {
    scope: `moment:${moment}`,
    state: 'paused',
    recipients: [],
    since: now,
    by: 'troth',
    reason,
  })
  const says = `${moment} is paused: ${reason}. Look at what caused it, then \`troth resume moment:${moment}\`.`
  const opened = {
    bucket: 0,
    id: `b-${moment}-${now}`,
    customer: null,
    kind: 'burst',
    about: moment,
    opened: now,
    due: now,
    says,
  }
  await openCases(tx, [opened])
}
