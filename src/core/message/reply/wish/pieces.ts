import { phraseAt, type Phrases } from './phrases.ts'
import type { Meaning } from './meaning.ts'
import { tokens, type Token } from './tokens.ts'

/** What is left of a text once its words are known: meanings without the filling, figures and marks. */
export type Piece =
  | Exclude<Meaning, { readonly is: 'filler' }>
  | Exclude<Token, { readonly is: 'word' | 'number' | 'odd' | 'plus' }>

/** More pieces than this are a letter, and no rule reads a letter. */
const MOST = 60

/** null: there is a word in it that nobody knows. */
export function pieces(text: string, phrases: Phrases): readonly Piece[] | null {
  const found = tokens(text)
  const read: Piece[] = []
  let at = 0
  while (at < found.length) {
    const phrase = phraseAt(phrases, found, at)
    const token = found[at]
    const means = phrase?.means ?? (token === undefined ? null : pieceOf(token, phrases))
    if (means === null || read.length > MOST) return null
    for (const meaning of means) if (meaning.is !== 'filler') read.push(meaning)
    at = phrase?.next ?? at + 1
  }
  return read
}

function pieceOf(token: Token, { lexicon }: Phrases): readonly Piece[] | null {
  if (token.is === 'word' || token.is === 'odd') return null
  if (token.is === 'plus') return [{ is: 'and' }]
  // "before 4." ends a sentence; only German dates are written with a point.
  if (token.is === 'ordinal' && token.dotted && lexicon.language !== 'de')
    return [{ is: 'number', value: token.value, zero: false }, { is: 'comma' }]
  return [token]
}
