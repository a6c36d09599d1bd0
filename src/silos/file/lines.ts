import type { Failed, Reject } from './failed.ts'
import { brokenProblem, spoiledReject } from './spoiled.ts'
import type { ByteSource } from './open.ts'
import { type TextPiece, wholeLines } from './whole-lines.ts'

export interface LineBatch {
  /** Without their ends; blank ones are left out. */
  readonly lines: readonly string[]
  /** `numbers[i]` is the physical line of `lines[i]`, from 1. */
  readonly numbers: readonly number[]
  readonly rejects: readonly Reject[]
}

export interface LineSettings {
  /** A longer line is rejected and never held whole. */
  readonly maxLineCharacters?: number
}

const MAX_LINE = 16 * 1024 * 1024

/**
 * Lines of a text file, as NDJSON has them, in batches of about 256 KB; LF or CRLF. A line with a NUL, one that is not
 * UTF-8 and one that is too long is rejected by itself; a file that cannot be read to its end ends with `failed`.
 */
export async function* readLines(source: ByteSource, settings: LineSettings = {}): AsyncGenerator<LineBatch | Failed> {
  const max = settings.maxLineCharacters ?? MAX_LINE
  let first = 1
  for await (const piece of wholeLines(source, max)) {
    if ('broken' in piece) return yield { failed: brokenProblem(source.path, piece, first - 1) }
    const { batch, count } = splitPiece(piece, { file: source.path, first, max })
    first += count
    yield batch
  }
}

interface Where {
  readonly file: string
  readonly first: number
  readonly max: number
}

function splitPiece(piece: TextPiece, where: Where): { batch: LineBatch; count: number } {
  const { text, spoiled } = piece
  // The rare cases are looked for once a piece: 1.5 M lines/s leave no room for them on each line.
  const odd = spoiled.size > 0 || text.includes('\0') || text.includes('\r') || text.length > where.max
  const parts = text.split('\n')
  if (parts.at(-1) === '') parts.pop()
  if (!odd && !parts.includes('')) {
    return { batch: { lines: parts, numbers: parts.map((_, i) => where.first + i), rejects: [] }, count: parts.length }
  }
  return { batch: sift(parts, spoiled, where), count: parts.length }
}

function sift(parts: readonly string[], spoiled: TextPiece['spoiled'], where: Where): LineBatch {
  const lines: string[] = []
  const numbers: number[] = []
  const rejects: Reject[] = []
  for (const [i, part] of parts.entries()) {
    const raw = part.endsWith('\r') ? part.slice(0, -1) : part
    const line = where.first + i
    const why = spoiled.get(i) ?? (raw.length > where.max ? 'too-long' : raw.includes('\0') ? 'nul' : undefined)
    if (why !== undefined) rejects.push(spoiledReject(where.file, { line, raw, why, max: where.max }))
    else if (raw !== '') {
      lines.push(raw)
      numbers.push(line)
    }
  }
  return { lines, numbers, rejects }
}
