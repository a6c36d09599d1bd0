import type { Lexicon, Meaning } from './meaning.ts'
import type { Token } from './tokens.ts'

interface Phrase {
  readonly words: readonly string[]
  readonly means: readonly Meaning[]
}

/** A language's phrases by their first word, the longest first. */
export interface Phrases {
  readonly lexicon: Lexicon
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>
  /** Words of one phrase alone that a slip of the finger may have meant. */
  readonly near: ReadonlyMap<string, readonly Phrase[]>
}

/** Shorter words have too many neighbours. */
const SLIPS_FROM = 6

/** Only names of time are worth guessing at: a guessed "not" turns a wish round. */
const SLIPPED: readonly string[] = ['weekday', 'ahead', 'week', 'month', 'part']

export function phrasesOf(lexicon: Lexicon): Phrases {
  const byFirst = new Map<string, Phrase[]>()
  const near = new Map<string, Phrase[]>()
  for (const [meaning, text] of lexicon.entries)
    for (const words of text.split('|').map((phrase) => phrase.split(' '))) {
      const phrase = { words, means: 'is' in meaning ? [meaning] : meaning }
      const [word = ''] = words
      add(byFirst, word, phrase)
      const first = phrase.means[0]?.is ?? ''
      if (words.length === 1 && word.length >= SLIPS_FROM - 1 && SLIPPED.includes(first))
        add(near, word.slice(0, 1), phrase)
    }
  // A stable sort: of two phrases alike, the one that stands first in the lexicon counts.
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.words.length - a.words.length)
  return { lexicon, byFirst, near }
}

function add(map: Map<string, Phrase[]>, key: string, phrase: Phrase): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [phrase])
  else list.push(phrase)
}

/** What the words from a place on mean, and where it ends: the longest phrase that stands there; null: not a known one. */
export function phraseAt(
  { byFirst, near }: Phrases,
  found: readonly Token[],
  at: number,
): { readonly means: readonly Meaning[]; readonly next: number } | null {
  const token = found[at]
  if (token?.is !== 'word') return null
  for (const { words, means } of byFirst.get(token.word) ?? []) {
    const next = endOf(words, found, at)
    if (next > 0) return { means, next }
  }
  if (token.word.length < SLIPS_FROM) return null
  const slip = near.get(token.word.slice(0, 1))?.find(({ words }) => isSlip(token.word, words[0] ?? ''))
  return slip === undefined ? null : { means: slip.means, next: at + 1 }
}

/** Words of a phrase may be joined by a dash: week-end, après-midi. A number in it may stand as a figure. */
function endOf(words: readonly string[], found: readonly Token[], at: number): number {
  let next = at
  for (const [index, word] of words.entries()) {
    if (index > 0 && found[next]?.is === 'dash') next += 1
    const token = found[next]
    const same = token?.is === 'word' ? token.word === word : token?.is === 'number' && String(token.value) === word
    if (!same) return 0
    next += 1
  }
  return next
}

/** One letter more, less, other, or two turned round. */
export function isSlip(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1) return false
  let start = 0
  while (start < typed.length && typed[start] === word[start]) start += 1
  const rest = typed.slice(start)
  const other = word.slice(start)
  if (rest.slice(1) === other.slice(1) || rest.slice(1) === other || rest === other.slice(1)) return true
  return rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2)
}
