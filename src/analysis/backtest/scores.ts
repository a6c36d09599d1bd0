/**
 * What was said of many promises, and what became of them: `scores[i]` is the chance of breaking that was given to the
 * i-th, `broken[i]` 1 when it broke. Columns, not objects: nine bytes a promise hold a million of them in 9 MB.
 */
export interface Scores {
  readonly scores: Float64Array
  readonly broken: Uint8Array
}

/** Scores in falling order, equal ones together: what each threshold that can be told apart would have told. */
export interface Step {
  readonly score: number
  /** At this very score. */
  readonly n: number
  readonly broken: number
  /** At this score or above. */
  readonly told: number
  readonly toldAndBroken: number
}

export const brokenIn = ({ broken }: Scores): number => {
  let count = 0
  for (const one of broken) count += one
  return count
}

/** One step for each score that occurs, the highest first. */
export function stepsOf({ scores, broken }: Scores): readonly Step[] {
  const order = Uint32Array.from(scores, (_, index) => index).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const steps: Step[] = []
  let [told, toldAndBroken] = [0, 0]
  for (let start = 0; start < order.length;) {
    const score = scores[order[start] ?? 0] ?? 0
    const [toldBefore, brokenBefore] = [told, toldAndBroken]
    for (; start < order.length && scores[order[start] ?? 0] === score; start++) {
      told += 1
      toldAndBroken += broken[order[start] ?? 0] ?? 0
    }
    steps.push({ score, n: told - toldBefore, broken: toldAndBroken - brokenBefore, told, toldAndBroken })
  }
  return steps
}
