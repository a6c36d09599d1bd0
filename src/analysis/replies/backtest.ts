import { ANSWERS, type Answer } from '../../core/message/reply/reading.ts'
import { CERTAIN_ENOUGH } from '../../core/message/reply/read-reply.ts'
import type { Example } from '../../core/message/reply/suggest/fit.ts'
import { suggesterOf } from '../../core/message/reply/suggest/model.ts'
import { learnReplies } from './learn.ts'

/** Of replies that people have read: what a model of only the earlier ones would have said of each. */
export interface ReplyBacktest {
  readonly replies: number
  readonly right: number
  /** Those it would have been sure enough of to ask back by itself. */
  readonly sure: number
  readonly sureAndWrong: number
  /** Row: what a person read; column: what was suggested. */
  readonly confusion: Readonly<Record<Answer, Readonly<Record<Answer, number>>>>
}

/** How many models are learned on the way: each judges the replies up to the next. */
const MODELS = 10

/**
 * Each reply is judged by a model of earlier ones only. A new model is learned ten times, not for every reply: it would
 * take hours over a year's replies and says the same.
 */
export function backtestReplies(corrected: readonly Example[]): ReplyBacktest {
  const stretch = Math.max(1, Math.ceil(corrected.length / MODELS))
  const confusion = Object.fromEntries(
    ANSWERS.map((answer) => [answer, Object.fromEntries(ANSWERS.map((other) => [other, 0])) as Record<Answer, number>]),
  ) as Record<Answer, Record<Answer, number>>
  let [right, sure, sureAndWrong] = [0, 0, 0]
  for (let start = 0; start < corrected.length; start += stretch) {
    const suggest = suggesterOf(learnReplies(corrected.slice(0, start)))
    for (const { words, answer } of corrected.slice(start, start + stretch)) {
      const suggested = suggest(words)
      confusion[answer][suggested.answer] += 1
      if (suggested.answer === answer) right += 1
      if (suggested.certainty < CERTAIN_ENOUGH) continue
      sure += 1
      if (suggested.answer !== answer) sureAndWrong += 1
    }
  }
  return { replies: corrected.length, right, sure, sureAndWrong, confusion }
}
