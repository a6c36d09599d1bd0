import type { Instant } from '../../core/time/instant.ts'
import { cellOf, type Asked } from '../model/asked.ts'
import { chanceOf } from '../model/chances.ts'
import { fitAdditive, type Design, type Fitted } from './additive.ts'
import type { Columns, Settings } from './columns.ts'
import type { Judged } from './figures.ts'
import type { Knowledge } from './knowledge.ts'
import { weightOf, type Sample } from './samples.ts'

/** Learn on what was known at `knowledge.until`, judge what was made after it: the future is always judged by the past. */
export interface Fold<Of extends Asked> {
  readonly knowledge: Knowledge
  readonly learn: Filled<Of>
  readonly judge: Filled<Of>
}

/** Samples with their numbers as rows. */
export interface Filled<Of extends Asked> {
  readonly samples: readonly Sample<Of>[]
  readonly rows: Float64Array
}

export function filled<Of extends Asked>(
  samples: readonly Sample<Of>[],
  columns: Columns<Of>,
  knowledge: Knowledge,
): Filled<Of> {
  const { width, fill } = columns
  const rows = new Float64Array(samples.length * width)
  for (const [index, sample] of samples.entries())
    fill(rows.subarray(index * width, (index + 1) * width), sample, knowledge)
  return { samples, rows }
}

/** What is fitted: tables over these names, besides the numbers. */
export interface Choice {
  readonly settings: Settings
  readonly tables: readonly (readonly string[])[]
}

/** A table's cells, by their text. */
export type Cells = ReadonlyMap<string, number>

export interface FittedPart extends Fitted {
  readonly cells: readonly Cells[]
}

/** A cell has a say from so many samples on; rarer ones add nothing. */
const FEWEST = 15
/** Of every cell, as so many samples that say nothing. */
const TABLE_STRENGTH = 5

export function fitPart<Of extends Asked>(
  columns: Columns<Of>,
  { samples, rows }: Filled<Of>,
  choice: Choice,
): FittedPart {
  const cells = choice.tables.map((of) => cellsOf(samples, of))
  const tables = choice.tables.map((of, index) => {
    const known = cells[index] ?? new Map<string, number>()
    return {
      cells: Int32Array.from(samples, ({ asked }) => known.get(cellOf(asked, of) ?? '') ?? -1),
      size: known.size,
    }
  })
  const design: Design = {
    width: columns.width,
    rows,
    labels: Uint8Array.from(samples, ({ broken }) => (broken ? 1 : 0)),
    weights: Float64Array.from(samples, weightOf),
    tables,
  }
  return { ...fitAdditive(design, { ...columns.prior(choice.settings), tables: TABLE_STRENGTH }), cells }
}

function cellsOf(samples: readonly Sample[], of: readonly string[]): Cells {
  const counts = new Map<string, number>()
  for (const { asked } of samples) {
    const cell = cellOf(asked, of)
    if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  const known = [...counts].filter(([, count]) => count >= FEWEST).map(([cell]) => cell)
  return new Map(known.toSorted().map((cell, index) => [cell, index]))
}

/** What the fold's model says of the samples it has never seen. */
export function judgeFold<Of extends Asked>(fold: Fold<Of>, columns: Columns<Of>, choice: Choice): readonly Judged[] {
  const { samples, rows } = fold.judge
  const fitted = fitPart(columns, fold.learn, choice)
  return samples.map(({ asked, broken }, index) => {
    let odds = 0
    for (let column = 0; column < columns.width; column++)
      odds += (rows[index * columns.width + column] ?? 0) * (fitted.numbers[column] ?? 0)
    for (const [table, of] of choice.tables.entries()) {
      const cell = fitted.cells[table]?.get(cellOf(asked, of) ?? '')
      if (cell !== undefined) odds += fitted.tables[table]?.[cell] ?? 0
    }
    return { probability: chanceOf(odds), broken }
  })
}

/** Three days inside the past from which on the rest is judged. */
export function originsOf(first: Instant, before: Instant): readonly Instant[] {
  return [0.45, 0.6, 0.75].map((share) => Math.floor(first + share * (before - first)))
}
