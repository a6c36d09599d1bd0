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
  /** Of each answer its weights, two hexadecimal digits a place, 80 for nothing. */
  readonly weights: Readonly<Record<Answer, string>>
}

const HEX = new RegExp(`^[0-9a-f]{${2 * PLACES}}$`)

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
  return Object.keys(weights).length === ANSWERS.length && ANSWERS.every((answer) => HEX.test(String(weights[answer])))
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

function tableOf(hex: string, step: number): Float64Array {
  const table = new Float64Array(PLACES)
  for (let place = 0; place < PLACES; place += 1)
    table[place] = (parseInt(hex.slice(2 * place, 2 * place + 2), 16) - 128) * step
  return table
}

/** Long texts weigh no more than short ones: features count by one over the root of their number. */
export function chancesOf(tables: readonly Float64Array[], features: readonly number[]): readonly number[] {
  const one = 1 / Math.sqrt(features.length)
  const odds = tables.map((table) => features.reduce((sum, place) => sum + (table[place] ?? 0), 0) * one)
  const most = Math.max(...odds)
  const powers = odds.map((odd) => Math.exp(odd - most))
  const sum = powers.reduce((all, power) => all + power, 0)
  return powers.map((power) => power / sum)
}
