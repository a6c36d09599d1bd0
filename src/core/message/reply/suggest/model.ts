import { ANSWERS, type Answer, type Suggester } from '../reading.ts'
import { featuresOf, PLACES } from './features.ts'

/** What replies usually mean, in small whole numbers: 50 KB as text. */
export interface ReplyModel {
  readonly troth: 'reply-model'
  readonly format: 1
  /** How many texts it was learned from. */
  readonly learned: { readonly seeds: number; readonly replies: number }
  /** What one step of a weight is in log-odds. */
  readonly step: number
  /** Of each answer its weights, one of `LETTERS` a place: the middle one for nothing. */
  readonly weights: Readonly<Record<Answer, string>>
}

/** Weights are whole steps from -LEVELS to LEVELS; finer ones changed no suggestion over the seeds. */
export const LEVELS = 31
export const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'

const WEIGHTS = new RegExp(`^[a-zA-Z0-9-]{${PLACES}}$`)

/** A model of a file's text; null: it is none, or of another version. */
export function readReplyModel(text: string): ReplyModel | null {
  try {
    const read: unknown = JSON.parse(text)
    return isModel(read) ? read : null
  } catch {
    return null
  }
}

function isModel(read: unknown): read is ReplyModel {
  if (typeof read !== 'object' || read === null) return false
  const { troth, format, learned, step, weights } = read as Readonly<Record<string, unknown>> & ReplyModel
  if (troth !== 'reply-model' || format !== 1 || !(typeof step === 'number' && step > 0 && step < 1)) return false
  if (typeof weights !== 'object' || weights === null || typeof learned !== 'object' || learned === null) return false
  if (![learned.seeds, learned.replies].every((count) => Number.isInteger(count) && count >= 0)) return false
  return (
    Object.keys(weights).length === ANSWERS.length && ANSWERS.every((answer) => WEIGHTS.test(String(weights[answer])))
  )
}

/** Probabilities by a softmax over what the features of a text weigh; the first of equals wins. */
export function suggesterOf({ step, weights }: ReplyModel): Suggester {
  const tables = ANSWERS.map((answer) => tableOf(weights[answer], step))
  return (words) => {
    const chances = chancesOf(tables, featuresOf(words))
    let best = 0
    for (const [index, chance] of chances.entries()) if (chance > (chances[best] ?? 0)) best = index
    return { answer: ANSWERS[best] ?? 'unclear', certainty: chances[best] ?? 0 }
  }
}

const tableOf = (letters: string, step: number): Float64Array =>
  Float64Array.from(letters, (letter) => (LETTERS.indexOf(letter) - LEVELS) * step)

/** Long texts weigh no more than short ones: features count by one over the root of their number. */
export function chancesOf(tables: readonly Float64Array[], features: readonly number[]): readonly number[] {
  const one = 1 / Math.sqrt(features.length)
  const odds = tables.map((table) => features.reduce((sum, place) => sum + (table[place] ?? 0), 0) * one)
  const most = Math.max(...odds)
  const powers = odds.map((odd) => Math.exp(odd - most))
  const sum = powers.reduce((all, power) => all + power, 0)
  return powers.map((power) => power / sum)
}
