import type { Step } from './scores.ts'

/** Promises of like scores: what was said of them on average, and the share that broke. */
export interface Bin {
  readonly n: number
  readonly said: number
  readonly broke: number
}

interface Sums {
  n: number
  said: number
  broke: number
}

const BINS = 10

const binOf = ({ n, said, broke }: Sums): readonly Bin[] => (n === 0 ? [] : [{ n, said: said / n, broke: broke / n }])

const startBins = (): readonly Sums[] => Array.from({ length: BINS }, () => ({ n: 0, said: 0, broke: 0 }))

function add(bin: Sums | undefined, step: Step, n: number): void {
  if (bin === undefined) return
  bin.n += n
  bin.said += n * step.score
  bin.broke += (n * step.broken) / step.n
}

/**
 * Ten bins of equal mass, the lowest scores first. Promises of one score that a border cuts are shared out at their own
 * rate of breaking, so the answer does not depend on the order they came in; `n` may then be no whole number.
 */
export function equalMass(steps: readonly Step[]): readonly Bin[] {
  const size = (steps.at(-1)?.told ?? 0) / BINS
  const bins = startBins()
  let filled = 0
  for (const step of steps.toReversed())
    for (let left = step.n; left > 0;) {
      const index = Math.min(BINS - 1, Math.floor(filled / size + 1e-9))
      const room = index === BINS - 1 ? left : size * (index + 1) - filled
      const n = Math.min(left, room)
      add(bins[index], step, n)
      filled += n
      left -= n
    }
  return bins.flatMap(binOf)
}

/** Ten bins of equal width: 0 to 0.1, and so on; 1 is in the last. Empty ones are left out. */
export function equalWidth(steps: readonly Step[]): readonly Bin[] {
  const bins = startBins()
  for (const step of steps) add(bins[Math.min(BINS - 1, Math.floor(step.score * BINS))], step, step.n)
  return bins.flatMap(binOf)
}

/** Expected calibration error: how far what was said lies from what came, averaged over all promises. null: none. */
export function calibrationError(bins: readonly Bin[]): number | null {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0)
  if (n === 0) return null
  return bins.reduce((sum, bin) => sum + bin.n * Math.abs(bin.said - bin.broke), 0) / n
}
