import type { Fact } from '../fact/fact.ts'

/**
 * The first of the visits that lead to this one, each booked to follow the one before; undefined: no such visit was ever
 * booked. A link is bound to it, so that all messages about one matter lead to one page.
 */
export function firstInChain(facts: readonly Fact[], visit: string): string | undefined {
  const follows = new Map<unknown, unknown>()
  for (const { type, data } of facts) if (type === 'visit.booked') follows.set(data['visit'], data['follows'] ?? null)
  if (!follows.has(visit)) return undefined
  let first = visit
  // Taken out as it is walked: two visits that follow each other must not lead around for ever.
  for (let before = take(follows, first); typeof before === 'string'; before = take(follows, first)) {
    if (!follows.has(before)) break
    first = before
  }
  return first
}

function take(follows: Map<unknown, unknown>, visit: string): unknown {
  const before = follows.get(visit)
  follows.delete(visit)
  return before
}
