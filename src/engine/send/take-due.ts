import type { Instant } from '../../core/time/instant.ts'
import { openCases } from '../../store/cases/open-cases.ts'
import { writeSendingState } from '../../store/company/write-sending-state.ts'
import { countMinute } from '../../store/outbox/count-minute.ts'
import { dueMessages, type AskedMessage } from '../../store/outbox/due-messages.ts'
import { takeMessages } from '../../store/outbox/take-messages.ts'
import type { Tx } from '../../store/store.ts'
import { tooMany } from './burst.ts'
import { gate, type Gate } from './gate.ts'

export interface TakingDue {
  readonly buckets: readonly number[]
  readonly channel: string
  readonly limit: number
  readonly now: Instant
  readonly epoch: number
  /** The least messages a minute of one moment that count as a burst. */
  readonly burst: number
  readonly customerOf: (alias: string) => string
}

export interface Due {
  readonly message: AskedMessage
  readonly gate: Gate
}

const MINUTE = 60_000

/** Takes the messages whose time has come: what does not go is known at once, what goes is marked before it leaves. */
export async function takeDue(tx: Tx, taking: TakingDue): Promise<readonly Due[]> {
  const { buckets, channel, limit, now, epoch } = taking
  const due = await dueMessages(tx, { buckets, channel, limit, now })
  if (due.length === 0) return []
  const judged = due.map((message) => ({ message, gate: gate(message, taking) }))
  const kept = await withoutBursts(tx, judged, taking)
  await takeMessages(
    tx,
    kept.map(({ message: { bucket, message }, gate: { goes } }) => ({ bucket, message, sends: goes })),
    { epoch, now },
  )
  return kept
}

/** Counts what goes; a moment that bursts is paused in the same transaction, and what is too much of it goes back. */
async function withoutBursts(tx: Tx, judged: readonly Due[], taking: TakingDue): Promise<readonly Due[]> {
  const going = new Map<string, number>()
  for (const { message, gate: judgement } of judged)
    if (judgement.goes) going.set(message.moment, (going.get(message.moment) ?? 0) + 1)
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

/** From the end, so that those who have waited longest still go. */
const fitsIn =
  (over: Map<string, number>) =>
  ({ message: { moment }, gate: { goes } }: Due): boolean => {
    const excess = over.get(moment) ?? 0
    if (!goes || excess === 0) return true
    over.set(moment, excess - 1)
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
