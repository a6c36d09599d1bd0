import type { Figures } from '../model/model.ts'

/** A probability that was given, and what became of it. */
export interface Judged {
  readonly probability: number
  readonly broken: boolean
}

const BINS = 10

/** How well probabilities tell broken from kept (AUC), and how true they are (ECE over ten equal steps). */
export function figuresOf(judged: readonly Judged[]): Figures | null {
  const broken = judged.filter((one) => one.broken).length
  if (broken === 0 || broken === judged.length) return null
  const ordered = judged.toSorted((a, b) => b.probability - a.probability)
  return {
    n: judged.length,
    base: broken / judged.length,
    auc: aucOf(ordered, broken),
    ece: eceOf(judged),
    recallAtPrecision: { '0.95': recallAt(ordered, broken, 0.95), '0.90': recallAt(ordered, broken, 0.9) },
  }
}

/** Runs of the same probability, in the order given. */
function* ties(ordered: readonly Judged[]): Generator<{ readonly broken: number; readonly kept: number }> {
  let start = 0
  for (let end = 1; end <= ordered.length; end++) {
    if (end < ordered.length && ordered[end]?.probability === ordered[start]?.probability) continue
    const broken = ordered.slice(start, end).filter((one) => one.broken).length
    yield { broken, kept: end - start - broken }
    start = end
  }
}

function aucOf(ordered: readonly Judged[], broken: number): number {
  let above = 0
  let area = 0
  for (const tie of ties(ordered)) {
    area += tie.kept * (above + tie.broken / 2)
    above += tie.broken
  }
  return area / (broken * (ordered.length - broken))
}

function recallAt(ordered: readonly Judged[], broken: number, precision: number): number {
  let caught = 0
  let told = 0
  let best = 0
  for (const tie of ties(ordered)) {
    caught += tie.broken
    told += tie.broken + tie.kept
    if (caught / told >= precision) best = caught
  }
  return best / broken
}

function eceOf(judged: readonly Judged[]): number {
  const bins = Array.from({ length: BINS }, () => ({ off: 0 }))
  for (const { probability, broken } of judged) {
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))]
    if (bin !== undefined) bin.off += probability - (broken ? 1 : 0)
  }
  return bins.reduce((sum, { off }) => sum + Math.abs(off), 0) / judged.length
}

/** Of probabilities given and outcomes: the mean surprise; less is better. */
export function logLoss(judged: readonly Judged[]): number {
  let sum = 0
  for (const { probability, broken } of judged)
    sum -= Math.log(Math.min(1, Math.max(1e-9, broken ? probability : 1 - probability)))
  return sum / judged.length
}
