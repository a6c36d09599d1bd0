/** Told breaks by how long before due.to the first word came; `to` null: that long or longer. Hours. */
export interface LeadBin {
  readonly from: number
  readonly to: number | null
  readonly n: number
}

/** Hours a customer would tell apart: this morning, today, tomorrow, this week, later. */
const EDGES = [0, 4, 12, 24, 48, 96, 168, 336] as const

export function leadBins(hours: ArrayLike<number>): readonly LeadBin[] {
  const bins = EDGES.map((from, index) => ({ from, to: EDGES[index + 1] ?? null, n: 0 }))
  for (let at = 0; at < hours.length; at++) {
    const bin = bins.findLast(({ from }) => from <= (hours[at] ?? 0))
    if (bin !== undefined) bin.n += 1
  }
  return bins
}
