import type { Fact } from '../../core/fact/fact.ts'
import type { CustomersFacts } from '../../silos/file/in-order.ts'

/** Facts that go over together, and the lines they came from. */
export interface Piece {
  readonly facts: readonly Fact[]
  readonly lines: readonly number[]
}

/**
 * Cuts a customer's facts into pieces of at most so many, between rows and never within one: a row which makes a promise
 * and keeps it is one instant. A row with more stays whole.
 */
export function* pieces({ facts, lines }: CustomersFacts, most: number): Generator<Piece> {
  let from = 0
  let row = 0
  for (let at = 1; at <= facts.length; at += 1) {
    if (at < facts.length && lines[at] === lines[at - 1]) continue
    if (at - from > most && row > from) {
      yield { facts: facts.slice(from, row), lines: lines.slice(from, row) }
      from = row
    }
    row = at
  }
  if (from < facts.length) yield { facts: facts.slice(from), lines: lines.slice(from) }
}
