import type { Fact } from '../../core/fact/fact.ts'
import type { Instant } from '../../core/time/instant.ts'
import { versionAnchor, type Turn } from './turn.ts'

/** Hears what became of messages: a heads-up that a provider took has left the house, unless it says later that it was lost. */
export function learnOfLeaving(turn: Turn, { type, data, time }: Fact): void {
  if (turn.left === null) return
  const message = String(data['message'])
  if (type === 'message.accepted' && data['heads_up'] === true) {
    const anchor = versionAnchor(String(data['promise']), Number(data['version']))
    turn.left.set(anchor, [...(turn.left.get(anchor) ?? []), { message, at: time }])
    turn.touched.add(String(data['promise']))
  }
  if (type === 'message.delivered') receive(turn, message, 'delivered')
  // Arrived is arrived, whatever else is said of it.
  if (type === 'message.failed' && !turn.receipts.has(message)) receive(turn, message, 'failed')
}

function receive({ left, receipts, touched }: Turn, message: string, outcome: 'delivered' | 'failed'): void {
  receipts.set(message, outcome)
  for (const [anchor, leavings] of left ?? [])
    if (leavings.some((one) => one.message === message)) touched.add(anchor.slice(0, anchor.lastIndexOf('#')))
}

/** When heads-ups about a version left the house; over a file's past, when they were said. */
export function leftAt({ left, sayings, receipts }: Turn, anchor: string): readonly Instant[] {
  if (left === null) return (sayings.get(anchor) ?? []).map(({ at }) => at)
  return (left.get(anchor) ?? []).filter(({ message }) => receipts.get(message) !== 'failed').map(({ at }) => at)
}
