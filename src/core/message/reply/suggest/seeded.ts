import { ANSWERS, type Suggester } from '../reading.ts'
import { fitReplies, type Example } from './fit.ts'
import { suggesterOf, type ReplyModel } from './model.ts'
import { english } from './seeds-english.ts'
import { french } from './seeds-french.ts'
import { german } from './seeds-german.ts'
import { spanish } from './seeds-spanish.ts'

/** What everybody begins with: some 180 texts a language, 30 of each answer. */
export const SEEDS: readonly Example[] = [english, german, spanish, french].flatMap((texts) =>
  ANSWERS.flatMap((answer) => texts[answer].split('|').map((words): Example => ({ words, answer }))),
)

let made: { readonly model: ReplyModel; readonly suggester: Suggester } | null = null

/** Learned from the seeds alone, at first use: cheaper than a file that could be older than its code. */
export function seeded(): { readonly model: ReplyModel; readonly suggester: Suggester } {
  if (made !== null) return made
  const model = fitReplies(SEEDS, [])
  made = { model, suggester: suggesterOf(model) }
  return made
}
