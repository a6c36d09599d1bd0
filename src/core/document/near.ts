/** Longer names than this are no typing mistakes, and the comparison is quadratic. */
const LONGEST = 100

/**
 * The candidate somebody probably meant: Damerau–Levenshtein distance (optimal string alignment, case ignored) within a
 * third of the longer name; of equally near ones the first. Undefined when none is near.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined
  let found: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    if (candidate.length > LONGEST) continue
    const allowed = Math.floor(Math.max(name.length, candidate.length) / 3)
    if (Math.abs(name.length - candidate.length) > allowed) continue
    const steps = distance(name.toLowerCase(), candidate.toLowerCase())
    if (steps > allowed || steps >= least) continue
    found = candidate
    least = steps
  }
  return found
}

/** Insertions, deletions, replacements and swaps of two neighbours that turn one text into the other. */
function distance(left: string, right: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1]
      const replaced = at(last, column - 1) + (same ? 0 : 1)
      const added = Math.min(at(last, column), at(current, column - 1)) + 1
      const crossed = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      const swapped = crossed ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY
      current.push(Math.min(replaced, added, swapped))
    }
    beforeLast = last
    last = current
  }
  return at(last, right.length)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY
