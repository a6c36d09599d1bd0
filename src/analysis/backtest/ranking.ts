import type { Step } from './scores.ts'

/**
 * The chance that a promise that broke was scored above one that was kept, a tie counting half (the area under the ROC
 * curve; Mann and Whitney 1947). null: all broke, or none.
 */
export function auc(steps: readonly Step[]): number | null {
  const last = steps.at(-1)
  const broken = last?.toldAndBroken ?? 0
  const kept = (last?.told ?? 0) - broken
  if (broken === 0 || kept === 0) return null
  let pairs = 0
  let brokenAbove = 0
  for (const step of steps) {
    pairs += (step.n - step.broken) * (brokenAbove + step.broken / 2)
    brokenAbove += step.broken
  }
  return pairs / (broken * kept)
}

/** The largest share of the breaks that any one threshold finds while at least `precision` of what it tells breaks; 0: none does. */
export function recallAtPrecision(steps: readonly Step[], precision: number): number | null {
  const broken = steps.at(-1)?.toldAndBroken ?? 0
  if (broken === 0) return null
  let best = 0
  for (const { told, toldAndBroken } of steps)
    if (toldAndBroken / told >= precision) best = Math.max(best, toldAndBroken)
  return best / broken
}

/** The highest threshold that leaves at most `untold` breaks untold, as what it would have told. */
export const tellingAllBut = (steps: readonly Step[], untold: number): Step | null => {
  const broken = steps.at(-1)?.toldAndBroken ?? 0
  return steps.find(({ toldAndBroken }) => broken - toldAndBroken <= untold) ?? null
}
