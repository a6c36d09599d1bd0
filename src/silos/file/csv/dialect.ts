import type { Problem } from '../../../core/document/problem.ts'
import { fileProblem } from '../failed.ts'

export interface CsvSettings {
  /** One character; `,` when absent. */
  readonly delimiter?: string
  /** One character; `"` when absent, `''` when the file knows no quotes. Doubled inside a quoted field it stands for itself. */
  readonly quote?: string
  /** A longer row is rejected and never held whole; 1 MB when absent. */
  readonly maxRowCharacters?: number
}

export interface Dialect {
  readonly delimiter: string
  readonly quote: string
  readonly max: number
}

const MAX_ROW = 1024 * 1024

export function dialectOf(settings: CsvSettings): Dialect {
  return {
    delimiter: settings.delimiter ?? ',',
    quote: settings.quote ?? '"',
    max: settings.maxRowCharacters ?? MAX_ROW,
  }
}

export function dialectProblem(file: string, { delimiter, quote }: Dialect): Problem | undefined {
  const oneCharacter = (text: string): boolean => text.length === 1 && text !== '\n' && text !== '\r'
  if (oneCharacter(delimiter) && (quote === '' || oneCharacter(quote)) && delimiter !== quote) return undefined
  return fileProblem(
    'csv-dialect',
    { file },
    {
      reason: `delimiter ${JSON.stringify(delimiter)} with quote ${JSON.stringify(quote)} cannot be read.`,
      mend: 'Give two different single characters, not line ends; quote may be empty.',
    },
  )
}
