import type { Fact } from './fact.ts'

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * A source's own order; numbers in text compare by length first, so 9 < 10. Facts without one come first: skipping the
 * comparison where one has none would let three facts stand in a circle, and a sort would depend on arrival.
 */
function compareSequence(a = '', b = ''): number {
  return a.length - b.length || compareText(a, b)
}

function breakTie(a: Fact, b: Fact): number {
  if (a.source === b.source) return compareSequence(a.sequence, b.sequence) || compareText(a.id, b.id)
  return compareText(a.source, b.source)
}

/** The order of the promises fold: when it was true. Arrival does not enter it, so the same set gives the same promises. */
export const byTime = (a: Fact, b: Fact): number => a.time - b.time || breakTie(a, b)

/** The order of what was decided and said: when we learned it. */
export const byHeard = (a: Fact, b: Fact): number => a.heard - b.heard || breakTie(a, b)
