import type { Problem } from '../../../core/document/problem.ts'
import type { Dialect } from './dialect.ts'
import { oddRow, type WhyOdd } from './reject.ts'
import { scanRow } from './row.ts'
import { type Failed, fileProblem } from '../failed.ts'
import { brokenProblem } from '../spoiled.ts'
import type { Broken, Spoiled, TextPiece } from '../whole-lines.ts'

export interface Header {
  readonly names: readonly string[]
  /** Physical lines it takes. */
  readonly lines: number
  /** What follows it in the piece that ended it. */
  readonly rest: TextPiece
}

/** The first row; whatever is wrong with it is fatal, since every row would land under a wrong name. */
export async function readHeader(
  file: string,
  pieces: AsyncGenerator<TextPiece | Broken>,
  dialect: Dialect,
): Promise<Header | Failed> {
  const spoiled = new Map<number, Spoiled>()
  let text = ''
  // Not `for await`: leaving that loop would close the pieces, and the rows come from them too.
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    const piece = next.value
    if ('broken' in piece) return { failed: brokenProblem(file, piece, 0) }
    const before = linesIn(text)
    for (const [i, why] of piece.spoiled) spoiled.set(before + i, why)
    text += piece.text
    const row = scanRow(text, 0, { ...dialect, maxFields: Infinity })
    if (row.end === 'unclosed' && text.length <= dialect.max) continue
    const lines = Math.max(1, linesIn(text.slice(0, row.next)))
    const odd = row.end === 'whole' ? firstSpoiled(spoiled, lines) : row.end
    const wrong = odd === undefined ? namesProblem(file, row.fields) : oddHeader(file, odd, dialect)
    if (wrong !== undefined) return { failed: wrong }
    const later = [...spoiled].map(([line, why]) => [line - lines, why] as const)
    return { names: row.fields, lines, rest: { text: text.slice(row.next), spoiled: new Map(later) } }
  }
  return { failed: text === '' ? emptyFile(file) : oddHeader(file, 'unclosed', dialect) }
}

const linesIn = (text: string): number => text.split('\n').length - 1

const firstSpoiled = (spoiled: ReadonlyMap<number, Spoiled>, lines: number): Spoiled | undefined =>
  [...spoiled].find(([line]) => line < lines)?.[1]

const oddHeader = (file: string, why: WhyOdd, { max }: Dialect): Problem =>
  oddRow({ why, line: 1, raw: '', found: 0 }, { file, columns: 0, max }).problem

const emptyFile = (file: string): Problem =>
  fileProblem(
    'csv-empty',
    { file },
    { reason: 'the file is empty.', mend: 'It must begin with a line of column names.' },
  )

function namesProblem(file: string, names: readonly string[]): Problem | undefined {
  const place = { file, line: 1 }
  if (names.some((name) => name.includes('\r'))) {
    return fileProblem('csv-line-ends', place, {
      reason: 'the lines end in a lone carriage return.',
      mend: "Convert it: tr '\\r' '\\n' < old.csv > new.csv",
    })
  }
  const empty = names.findIndex((name) => name.trim() === '')
  if (empty !== -1) {
    return fileProblem(
      'csv-header-empty',
      { ...place, path: `column ${empty + 1}` },
      {
        reason: 'this column has no name.',
        mend: 'Give each column a name in the first line.',
      },
    )
  }
  if (names.some((name) => name.includes('\0'))) return oddHeader(file, 'nul', { delimiter: '', quote: '', max: 0 })
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice === undefined) return undefined
  return fileProblem(
    'csv-header-twice',
    { ...place, path: twice },
    {
      reason: 'two columns have this name.',
      mend: 'Rename one of them; which one is meant cannot be told.',
    },
  )
}
