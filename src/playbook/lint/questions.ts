import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { ASKS } from '../../core/message/reply/asks.ts'
import { meant, momentsOf, warningAt, type LintRule, type WrittenMoment } from './linting.ts'

/** What is asked can be answered: each word is one that a digit, a button or a page stands for. */
export const answersAreKnown: LintRule = ({ source: { document, shape } }) =>
  momentsOf(shape).flatMap(({ shape: { ask = [] }, path }) =>
    ask.flatMap((word, index): readonly Problem[] => {
      if (ASKS.includes(word)) return []
      const reason = `No reply is ever read as “${word}”: whoever answers it gets a person.`
      const mend = meant(nearest(word, ASKS), `Ask one of: ${ASKS.join(', ')}.`)
      return [warningAt(document, [...path, 'ask', index], { code: 'unknown-answer', reason, mend })]
    }),
  )

/** Waiting for an answer is for something: the next channel, or a person. */
export const silenceHasAnEnd: LintRule = ({ source: { document, shape } }) =>
  momentsOf(shape).flatMap(({ shape: { unanswered }, path }): readonly Problem[] => {
    if (unanswered === undefined || unanswered.try !== undefined || unanswered.then !== undefined) return []
    const reason = 'Nothing follows when nobody answers.'
    const mend = 'Add `try: next-channel`, `then: { case: … }`, or both; or remove `unanswered`.'
    return [warningAt(document, [...path, 'unanswered'], { code: 'unanswered-without-end', reason, mend })]
  })

/** One fact, one message: two moments that speak on the same one send two. */
export const oneSpeaksOnAFact: LintRule = ({ source: { document, shape } }) => {
  const speaking = momentsOf(shape).filter(({ shape: { at, say } }) => 'fact' in at && say !== undefined)
  return speaking.flatMap((moment, index): readonly Problem[] => {
    const other = speaking.slice(0, index).find((before) => bothSpeak(before, moment))
    if (other === undefined) return []
    const reason = `${other.shape.id} speaks on the same fact, and nothing keeps one of them silent: the customer gets two messages.`
    const mend = 'Say in `at`, with `when`, which of these facts each is for.'
    return [warningAt(document, [...moment.path, 'at'], { code: 'two-speak', reason, mend })]
  })
}

/** Whether two conditions can hold at once nobody can say; two that are one, or one that is none, do. */
function bothSpeak({ shape: a, promise: first }: WrittenMoment, { shape: b, promise: second }: WrittenMoment): boolean {
  if (!('fact' in a.at) || !('fact' in b.at) || a.at.fact !== b.at.fact || first?.name !== second?.name) return false
  const [one, other] = [a.at.when ?? a.when ?? a.unless, b.at.when ?? b.when ?? b.unless]
  return one === undefined || other === undefined || one === other
}
