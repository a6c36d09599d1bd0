import { type CsvSettings, dialectOf, dialectProblem } from './csv/dialect.ts'
import { readHeader } from './csv/header.ts'
import { beginScan, lastLine, type RowBatch, type Scan, scanPiece } from './csv/scan.ts'
import type { Failed } from './failed.ts'
import type { ByteSource } from './open.ts'
import { brokenProblem } from './spoiled.ts'
import { type Broken, type TextPiece, wholeLines } from './whole-lines.ts'

export interface CsvFile {
  /** The columns' names, all different, none empty. */
  readonly names: readonly string[]
  /** Read once, in batches of about 256 KB; ends with `failed` when the file cannot be read to its end. */
  readonly batches: AsyncGenerator<RowBatch | Failed>
}

/**
 * Opens CSV with a header line. Memory is bounded by the longest row allowed; a row that is wrong is rejected by itself,
 * with its line and text, and reading goes on after it. Why this scanner and no library: docs/adr/0003-csv-reader.md.
 */
export async function readCsv(source: ByteSource, settings: CsvSettings = {}): Promise<CsvFile | Failed> {
  const dialect = dialectOf(settings)
  const refused = dialectProblem(source.path, dialect)
  if (refused !== undefined) return { failed: refused }
  const pieces = wholeLines(source, dialect.max)
  const header = await readHeader(source.path, pieces, dialect)
  if ('failed' in header) {
    await pieces.return(undefined)
    return header
  }
  const { names, rest, lines } = header
  const scan = beginScan({ ...dialect, file: source.path, columns: names.length }, lines + 1)
  return { names, batches: rowBatches(scan, rest, pieces) }
}

async function* rowBatches(
  scan: Scan,
  first: TextPiece,
  pieces: AsyncGenerator<TextPiece | Broken>,
): AsyncGenerator<RowBatch | Failed> {
  yield scanPiece(scan, first)
  for await (const piece of pieces) {
    if ('broken' in piece) return yield { failed: brokenProblem(scan.settings.file, piece, lastLine(scan)) }
    yield scanPiece(scan, piece)
  }
  yield scanPiece(scan, 'end')
}
