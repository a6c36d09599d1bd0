import type { Instant } from '../../core/time/instant.ts'
import { openCases } from '../../store/cases/open-cases.ts'
import { sendingStates, type SendingRow } from '../../store/company/sending-states.ts'
import { writeSendingState } from '../../store/company/write-sending-state.ts'
import { countMinute } from '../../store/outbox/count-minute.ts'
import { dueMessages, type DueMessage } from '../../store/outbox/due-messages.ts'
import { takeMessages } from '../../store/outbox/take-messages.ts'
import { personsOf, type StoredPerson } from '../../store/people/persons-of.ts'
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
  readonly message: DueMessage
  readonly gate: Gate
  readonly person: StoredPerson | undefined
}

const MINUTE = 60_000

/** Takes the messages whose time has come: what does not go is known at once, what goes is marked before it leaves. */
export async function takeDue(tx: Tx, taking: TakingDue): Promise<readonly Due[]> {
  const { buckets, channel, limit, now, epoch } = taking
  const due = await dueMessages(tx, { buckets, channel, limit, now })
  if (due.length === 0) return []
  const states = new Map((await sendingStates(tx)).filter(isBrandState).map((row) => [row.scope, row]))
  const judged = judge(due, states, taking)
  const kept = await withoutBursts(tx, judged, taking)
  await takeMessages(
    tx,
    kept.map(({ message: { bucket, message }, gate: { goes } }) => ({ bucket, message, sends: goes })),
    { epoch, now },
  )
  const going = kept.flatMap(({ message, gate: { goes } }) => (goes ? [message] : []))
  const persons = going.length === 0 ? [] : await personsOf(tx, oncePerCustomer(going))
  const byCustomer = new Map(persons.map((person) => [person.customer, person]))
  return kept.map((one) => ({ ...one, person: byCustomer.get(one.message.customer) }))
}

const isBrandState = ({ state }: SendingRow): boolean => state !== 'paused' && state !== 'resumed'

interface Judged {
  readonly message: DueMessage
  readonly gate: Gate
}

const judge = (
  due: readonly DueMessage[],
  states: ReadonlyMap<string, SendingRow>,
  { now, customerOf }: TakingDue,
): readonly Judged[] => due.map((message) => ({ message, gate: gate(message, { states, now, customerOf }) }))

/** Counts what goes; a moment that bursts is paused in the same transaction, and what is too much of it goes back. */
async function withoutBursts(tx: Tx, judged: readonly Judged[], taking: TakingDue): Promise<readonly Judged[]> {
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
  ({ message: { moment }, gate: { goes } }: Judged): boolean => {
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

const oncePerCustomer = (messages: readonly DueMessage[]) => [
  ...new Map(messages.map(({ bucket, customer }) => [customer, { bucket, customer }])).values(),
]
