import { fitReplies, type Example } from '../../core/message/reply/suggest/fit.ts'
import type { ReplyModel } from '../../core/message/reply/suggest/model.ts'
import { SEEDS } from '../../core/message/reply/suggest/seeded.ts'

/** A company's own replies count as often as so many seeds: they are how its customers write. */
const OWN_COUNT = 2

/**
 * A model of the seeds and of the replies that people have read, in the order they were read: a pure function of the log,
 * so that the same facts always make the same model.
 */
export const learnReplies = (corrected: readonly Example[]): ReplyModel => {
  const own = corrected.flatMap((example) => Array.from({ length: OWN_COUNT }, () => example))
  return { ...fitReplies(SEEDS, own), learned: { seeds: SEEDS.length, replies: corrected.length } }
}

/** As a file holds it; `readReplyModel` reads it back. */
export const replyModelText = (model: ReplyModel): string => `${JSON.stringify(model, null, 1)}\n`
