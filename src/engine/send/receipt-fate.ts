import type { Fact } from '../../core/fact/fact.ts'
import type { Action, Because, Decision, Outcome } from '../../core/message/decision.ts'
import { sentMessages, type SentMessage, type SentName } from '../../store/outbox/sent-messages.ts'
import type { DecisionRow } from '../../store/ledger/write-decisions.ts'
import type { MessageRow } from '../../store/outbox/queue-messages.ts'
import type { Tx } from '../../store/store.ts'
import type { Work } from '../accept/work.ts'
import { caseOfUndeliverable } from '../turn/case-row.ts'
import type { Known } from '../turn/known.ts'
import { rungsLeft } from '../turn/ladders.ts'
import { ladderOf, messageName, messageRow, type Wording } from '../turn/message-row.ts'
import type { Writes } from '../turn/writes.ts'

/** Messages that receipts speak of, by name; what a turn makes of them shows here to the next one. */
export type Sent = Map<string, SentMessage>

export interface Receiving extends Wording {
  readonly sent: Sent
  readonly writes: Writes
  readonly now: number
}

const RECEIPTS: Readonly<Record<string, 'delivered' | 'failed'>> = {
  'message.delivered': 'delivered',
  'message.failed': 'failed',
}

/** What a fact says of a message that a provider had taken; null: it is no receipt. Our own word of a try is none. */
function receiptIn({ type, origin, data }: Fact): { message: string; outcome: 'delivered' | 'failed' } | null {
  const outcome = RECEIPTS[type]
  const { message } = data
  return outcome === undefined || origin === 'engine' || typeof message !== 'string' ? null : { message, outcome }
}

/** The messages that receipts among these works speak of, as they stand now. */
export async function loadSent(tx: Tx, works: readonly Work[]): Promise<Sent> {
  const names = new Map<string, SentName>()
  for (const { facts, place } of works) {
    for (const { fact } of facts) {
      const receipt = receiptIn(fact)
      const [, decision] = /^([0-9a-f]+)-\d+$/.exec(receipt?.message ?? '') ?? []
      if (receipt === null || decision === undefined) continue
      const { bucket, subject: customer } = place
      names.set(receipt.message, { bucket, customer, message: receipt.message, decision })
    }
  }
  const sent = names.size === 0 ? [] : await sentMessages(tx, [...names.values()])
  return new Map(sent.map((one) => [one.message, one]))
}

/**
 * What follows when a receipt is heard: a message that did not arrive takes the next rung, after the last one a person
 * calls. Once: a receipt that comes again, in another order, or after the next rung was taken changes nothing any more.
 * Arrived wins over failed whichever comes first: providers say `failed` of a part, or of a try they make again, but
 * `delivered` only when the phone has said so.
 */
export function receiptFate(known: Known, fact: Fact, receiving: Receiving): void {
  const receipt = receiptIn(fact)
  const message = receipt === null ? undefined : receiving.sent.get(receipt.message)
  if (receipt === null || message === undefined || message.customer !== known.subject) return
  if (message.state === 'delivered' || message.state === receipt.outcome) return
  const { bucket, n, message: name } = message
  const reason = typeof fact.data['reason'] === 'string' ? fact.data['reason'] : null
  receiving.writes.receipts.push({ bucket, message: name, n, state: receipt.outcome, reason })
  receiving.sent.set(name, { ...message, state: receipt.outcome })
  if (receipt.outcome === 'failed') sayAgain(known, message, { ...receiving, reason: reason ?? 'it did not arrive' })
}

const rungOf = (message: string): number => Number(message.slice(message.lastIndexOf('-') + 1))

/** Made again from its decision, on the rung after those that were tried; what is true no more is said to nobody. */
function sayAgain(known: Known, message: SentMessage, receiving: Receiving & { readonly reason: string }): void {
  const { writes, now, ladders, reason } = receiving
  const decision = decisionOf(message.decision)
  const row = messageRow(known, decision, receiving)
  if (row === null || row.needs !== message.needs) return
  const last = Math.max(...message.tried.map(([name]) => rungOf(name)))
  // Nobody knew whether it had left, and the next rung was taken then.
  if (last > rungOf(message.message)) return
  const tried = message.tried.map(([, channel]) => channel)
  const left = rungsLeft(ladderOf(known, decision, ladders), tried)
  const again = onRung(row, { rung: last + 1, ladder: [...tried, ...left], channel: left[0] ?? message.channel })
  if (left.length > 0) writes.messages.push({ ...again, send_at: now })
  else writes.cases.push(caseOfUndeliverable({ ...again, message: message.message }, reason, now))
}

interface Rung {
  readonly rung: number
  readonly ladder: readonly string[]
  readonly channel: string
}

const onRung = (row: MessageRow, { rung, ladder, channel }: Rung): MessageRow => ({
  ...row,
  message: messageName(row.decision, rung),
  rung,
  channel,
  look: { ...row.look, ladder },
})

const decisionOf = (row: DecisionRow): Decision => ({
  ...row,
  customer: row.customer.replaceAll('-', '') as Decision['customer'],
  outcome: row.outcome as Outcome,
  action: row.action as Action,
  because: row.because as Because,
  eligibleAt: row.eligible_at,
  playbookVersion: row.playbook_version,
  modelVersion: row.model_version,
})
