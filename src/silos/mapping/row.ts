import type { Problem } from '../../core/document/problem.ts'
import type { Instant } from '../../core/time/instant.ts'

/** What keeps a row out, at a column or a place of the mapping. */
export interface Fault extends Pick<Problem, 'code' | 'reason' | 'mend'> {
  readonly path: string
}

/** The row being read; one object serves all rows of a file, so that a row leaves nothing but its facts. */
export interface Row {
  cells: readonly string[]
  /** Where it starts in its file, from 1. */
  line: number
  /** Which row this is, of those handed in. */
  number: number
  /** The first thing found wrong with it. */
  fault: Fault | undefined
  /** A value of the fact being made may be more than the catalogue allows: its whole check decides. */
  doubtful: boolean
}

/** What is read of a row, and how reports call it: a column's name, or a place of the mapping. */
export interface Reader<Value> {
  readonly label: string
  readonly read: (row: Row) => Value
}

/** A text that is not empty as an instant; undefined, with the row refused, when it is none. */
export type ReadInstant = (text: string, row: Row) => Instant | undefined

/** Notes why the row is refused; the value that was asked for is then undefined. */
export function refuse(row: Row, fault: Fault): undefined {
  row.fault ??= fault
  return undefined
}
