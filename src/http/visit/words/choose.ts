import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import type { PageWords } from './words.ts'

/** In the order in which the page offers them. */
export const LANGUAGES: readonly PageWords[] = [en, de, es, ar]

export interface Chosen {
  readonly words: PageWords
  /** How dates are written: `en-GB`, where one of the wishes says so. */
  readonly tag: string
}

/** The words of the first of these tags that there are; null and unknown ones are passed over, English is there for all. */
export function wordsFor(wishes: readonly (string | null)[]): Chosen {
  for (const wish of wishes) {
    const words = wish === null ? undefined : inLanguage(wish)
    if (words === undefined) continue
    // `en` alone does not say whose English: the company's own, if it speaks it.
    const tag = wishes.find((one) => one !== null && one.includes('-') && inLanguage(one) === words)
    return { words, tag: tag ?? words.tag }
  }
  return { words: en, tag: en.tag }
}

const inLanguage = (tag: string): PageWords | undefined =>
  LANGUAGES.find((words) => words.tag === tag.toLowerCase().split('-')[0])

/** RFC 9110 §12.5.4, the best first; at most twenty: a header is anybody's. */
export const acceptedIn = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .split(',', 20)
    .flatMap((part, at): readonly { readonly tag: string; readonly q: number; readonly at: number }[] => {
      const [, tag, q] =
        /^\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/.exec(part) ?? []
      return tag === undefined ? [] : [{ tag, q: Number(q ?? 1), at }]
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q || a.at - b.at)
    .map(({ tag }) => tag)
