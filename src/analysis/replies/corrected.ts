import { ANSWERS, type Answer } from '../../core/message/reply/reading.ts'
import type { Example } from '../../core/message/reply/suggest/fit.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { byTime } from '../../core/fact/order.ts'

/** A reply that a person has read: its words, and what they really said. */
export interface Corrected extends Example {
  /** What it had been read as; null: nobody noted it. */
  readonly was: Answer | null
}

/**
 * Replies with what people read them as, in the order they were read. `reply.read` names its reply by source and id; the
 * words stand in `reply.received`. What has no words left (erased, or a button) teaches nothing and is left out.
 */
export function correctedIn(facts: readonly Fact[]): readonly Corrected[] {
  const replies = new Map<string, Fact>(
    facts.flatMap((fact) => (fact.type === 'reply.received' ? [[`${fact.source} ${fact.id}`, fact] as const] : [])),
  )
  const read = facts.filter(({ type }) => type === 'reply.read').toSorted(byTime)
  return read.flatMap(({ data }) => {
    const words = replies.get(String(data['reply']))?.data['words']
    const answer = answerOf(data['answer'])
    if (typeof words !== 'string' || words.trim() === '' || answer === null) return []
    return [{ words, answer, was: answerOf(data['was']) }]
  })
}

const answerOf = (value: unknown): Answer | null => ANSWERS.find((answer) => answer === value) ?? null
