import { nearest } from '../../core/document/near.ts'

/** Why a source is not accepted as an expression; the caller adds file, line and column. */
export interface BadExpression {
  /** Stable, kebab-case. */
  readonly refused: string
  readonly reason: string
  readonly mend: string
  /** Where in the source, in UTF-16 units from 0, and for how long. */
  readonly offset: number
  readonly length: number
}

export interface Span {
  readonly start: number
  readonly end: number
}

export function bad(
  refused: string,
  at: Span,
  words: { readonly reason: string; readonly mend: string },
): BadExpression {
  return { refused, reason: words.reason, mend: words.mend, offset: at.start, length: Math.max(0, at.end - at.start) }
}

export const isBad = (value: object): value is BadExpression => 'refused' in value

const SHOWN = 12

/** `Did you mean step?`, else what there is to choose from. */
export function suggestion(name: string, candidates: readonly string[], kind: string): string {
  const near = nearest(name, candidates)
  if (near !== undefined) return `Did you mean ${near}?`
  if (candidates.length === 0) return `There are no ${kind}s to choose from.`
  const more = candidates.length > SHOWN ? ', …' : ''
  return `Use one of: ${candidates.slice(0, SHOWN).join(', ')}${more}.`
}
