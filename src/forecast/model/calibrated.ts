import type { Calibration } from './model.ts'

/** A probability put right: straight lines between the pairs. Both sides ascend, so the order of scores stays. */
export function calibrated(calibration: Calibration, probability: number): number {
  let [from, to] = [calibration[0], calibration[0]]
  for (const pair of calibration) {
    from = to
    to = pair
    if (pair[0] >= probability) break
  }
  if (from === undefined || to === undefined) return probability
  const width = to[0] - from[0]
  return width <= 0 ? to[1] : from[1] + (to[1] - from[1]) * Math.min(1, (probability - from[0]) / width)
}
