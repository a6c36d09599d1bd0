import { phraseAt, type Phrases } from './phrases.ts'
import type { Meaning } from './meaning.ts'
import { tokens, type Token } from './tokens.ts'

/** What is left of a text once its words are known: meanings without the filling, figures, marks, and what nobody knows. */
export type Piece =
  | Exclude<Meaning, { readonly is: 'filler' }>
  | Exclude<Token, { readonly is: 'word' | 'number' | 'odd' | 'plus' }>
  | { readonly is: 'unknown' }

/** More pieces than this are a letter, and no rule reads a letter. */
const MOST = 60

export function pieces(text: string, phrases: Phrases): readonly Piece[] {
  const found = tokens(text)
  const read: Piece[] = []
  let at = 0
  while (at < found.length) {
    if (read.length >= MOST) return [...read, { is: 'unknown' }]
    const phrase = phraseAt(phrases, found, at)
    if (phrase === null) {
      const token = found[at]
      if (token !== undefined) read.push(pieceOf(token))
      at += 1
      continue
    }
    for (const meaning of phrase.means) if (meaning.is !== 'filler') read.push(meaning)
    at = phrase.next
  }
  return read
}

function pieceOf(token: Token): Piece {
  if (token.is === 'word' || token.is === 'odd') return { is: 'unknown' }
  return token.is === 'plus' ? { is: 'and' } : token
}
