import { fileProblem, type Reject } from '../failed.ts'
import { spoiledReject } from '../spoiled.ts'
import type { Spoiled } from '../whole-lines.ts'

export type WhyOdd = Spoiled | 'nul' | 'columns' | 'bad-quote' | 'unclosed'

export interface OddRow {
  readonly why: WhyOdd
  readonly line: number
  readonly raw: string
  /** How many fields were found. */
  readonly found: number
}

export interface Expected {
  readonly file: string
  readonly columns: number
  readonly max: number
}

export function oddRow({ why, line, raw, found }: OddRow, { file, columns, max }: Expected): Reject {
  const place = { file, line }
  switch (why) {
    case 'columns':
      return {
        line,
        raw,
        problem: fileProblem('csv-columns', place, {
          reason: `${found} columns, but the header has ${columns}.`,
          mend:
            found > columns
              ? 'Quote the field that holds a delimiter.'
              : 'Add what is missing, or the missing line end.',
        }),
      }
    case 'bad-quote':
      return {
        line,
        raw,
        problem: fileProblem('csv-quote', place, {
          reason: 'a quoted field goes on after its closing quote.',
          mend: 'Double each quote inside a quoted field.',
        }),
      }
    case 'unclosed':
      return {
        line,
        raw,
        problem: fileProblem('csv-unclosed-quote', place, {
          reason: `a quoted field is not closed within ${max} characters.`,
          mend: 'Close it, or double the quote if it is meant as a character.',
        }),
      }
    case 'not-utf8':
    case 'too-long':
    case 'nul':
      return spoiledReject(file, { line, raw, why, max })
  }
}
