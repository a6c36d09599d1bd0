/** 43592 → 43,592 */
export const count = (n: number): string => n.toLocaleString('en-US')

/** A share to one decimal; of nothing there is none. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`

/** Lines of a table: the first column to the left, numbers to the right. */
export function columns(rows: readonly (readonly string[])[], left = 1): readonly string[] {
  const widths: number[] = []
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length)
  return rows.map((row) =>
    row
      .map((cell, index) => (index < left ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
