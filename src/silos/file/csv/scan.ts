import type { Dialect } from './dialect.ts'
import { type Expected, oddRow, type WhyOdd } from './reject.ts'
import { type ScannedRow, scanRow } from './row.ts'
import type { Reject } from '../failed.ts'
import type { Spoiled, TextPiece } from '../whole-lines.ts'

export interface RowBatch {
  /** As many fields each as there are names; empty lines are left out. */
  readonly rows: readonly (readonly string[])[]
  /** `lines[i]` is the physical line on which `rows[i]` starts, from 1. */
  readonly lines: readonly number[]
  readonly rejects: readonly Reject[]
}

export type ScanSettings = Dialect & Expected

/** Text being scanned. What was searched ahead is kept, so that no stretch of it is searched twice. */
export interface Scan {
  readonly settings: ScanSettings
  readonly spoiled: Map<number, Spoiled>
  text: string
  /** No more text will come. */
  final: boolean
  hasNul: boolean
  at: number
  /** The physical line that starts at `at`, from 1. */
  line: number
  nextDelimiter: number
  nextQuote: number
  rows: string[][]
  lines: number[]
  rejects: Reject[]
}

const RETURN = 13

export function beginScan(settings: ScanSettings, firstLine: number): Scan {
  const searched = { nextDelimiter: -1, nextQuote: -1 }
  const found = { rows: [], lines: [], rejects: [] }
  return {
    settings,
    spoiled: new Map(),
    text: '',
    final: false,
    hasNul: false,
    at: 0,
    line: firstLine,
    ...searched,
    ...found,
  }
}

/** The rows that end in this piece; one still open is held for the next piece, up to the limit. */
export function scanPiece(scan: Scan, piece: TextPiece | 'end'): RowBatch {
  const carried = scan.text.slice(scan.at)
  if (piece !== 'end' && piece.spoiled.size > 0) {
    const first = scan.line + countNewlines(carried, 0, carried.length)
    for (const [i, why] of piece.spoiled) scan.spoiled.set(first + i, why)
  }
  scan.text = piece === 'end' ? carried : carried + piece.text
  scan.final = piece === 'end'
  scan.hasNul = scan.text.includes('\0')
  scan.at = 0
  scan.nextDelimiter = -1
  scan.nextQuote = -1
  scan.rows = []
  scan.lines = []
  scan.rejects = []
  while (scan.at < scan.text.length && step(scan)) continue
  return { rows: scan.rows, lines: scan.lines, rejects: scan.rejects }
}

/** The last line of which any part was seen. */
export const lastLine = (scan: Scan): number => scan.line - 1 + countNewlines(scan.text, scan.at, scan.text.length)

/** One row or empty line; false when the row needs more text. */
function step(scan: Scan): boolean {
  const { text, at, settings } = scan
  const lineEnd = searched(text, '\n', at)
  if (settings.quote !== '' && scan.nextQuote < at) scan.nextQuote = searched(text, settings.quote, at)
  const plain = settings.quote === '' || scan.nextQuote >= lineEnd
  if (!plain || scan.hasNul || scan.spoiled.size > 0 || lineEnd - at > settings.max) return stepCarefully(scan, lineEnd)
  const end = lineEnd > at && text.charCodeAt(lineEnd - 1) === RETURN ? lineEnd - 1 : lineEnd
  if (end > at) {
    const fields = plainFields(scan, end)
    if (fields === undefined) {
      const found = text.slice(at, end).split(settings.delimiter).length
      return reject(scan, 'columns', { next: lineEnd + 1, found })
    }
    scan.rows.push(fields)
    scan.lines.push(scan.line)
  }
  scan.at = lineEnd + 1
  scan.line++
  return true
}

/** The fields of a line without quotes, or undefined when their number is wrong. */
function plainFields(scan: Scan, end: number): string[] | undefined {
  const { text, settings } = scan
  const { delimiter, columns } = settings
  const fields: string[] = []
  let from = scan.at
  let next = scan.nextDelimiter < from ? searched(text, delimiter, from) : scan.nextDelimiter
  while (next < end && fields.length < columns) {
    fields.push(text.substring(from, next))
    from = next + 1
    next = searched(text, delimiter, from)
  }
  scan.nextDelimiter = next
  fields.push(text.substring(from, end))
  return fields.length === columns ? fields : undefined
}

function stepCarefully(scan: Scan, lineEnd: number): boolean {
  const { text, at, settings } = scan
  const afterLine = lineEnd + 1
  const tooLong = lineEnd - at > settings.max || scan.spoiled.get(scan.line) === 'too-long'
  if (tooLong) return reject(scan, 'too-long', { next: afterLine, found: 0 })
  const { delimiter, quote, columns, max } = settings
  const row = scanRow(text, at, { delimiter, quote, maxFields: columns * 2 + 64 })
  const fits = row.next <= afterLine || row.next - at <= max
  if (row.end === 'unclosed' && fits && !scan.final) return false
  // Reading goes on at the very next line: the quote may have been meant as a character.
  if (!fits) return reject(scan, 'unclosed', { next: afterLine, found: row.fields.length })
  if (row.end !== 'whole') return reject(scan, row.end, { next: afterLine, found: row.fields.length })
  const blank = lineEnd === at || (lineEnd === at + 1 && text.charCodeAt(at) === RETURN)
  if (!blank) {
    const why = whyOdd(scan, row)
    if (why !== undefined) return reject(scan, why, { next: row.next, found: row.fields.length })
    scan.rows.push(row.fields)
    scan.lines.push(scan.line)
  }
  return advance(scan, row.next)
}

function whyOdd(scan: Scan, row: ScannedRow): WhyOdd | undefined {
  const { text, at, settings, spoiled } = scan
  if (spoiled.size > 0) {
    const lines = Math.max(1, countNewlines(text, at, row.next))
    for (let i = 0; i < lines; i++) {
      const why = spoiled.get(scan.line + i)
      if (why !== undefined) return why
    }
  }
  if (scan.hasNul && text.slice(at, row.next).includes('\0')) return 'nul'
  return row.fields.length === settings.columns ? undefined : 'columns'
}

function reject(scan: Scan, why: WhyOdd, { next, found }: { readonly next: number; readonly found: number }): true {
  const raw = scan.text.slice(scan.at, next).replace(/\r?\n$/, '')
  scan.rejects.push(oddRow({ why, line: scan.line, raw, found }, scan.settings))
  return advance(scan, next)
}

function advance(scan: Scan, next: number): true {
  scan.line += Math.max(1, countNewlines(scan.text, scan.at, next))
  scan.at = next
  // Lines were put in ascending order.
  for (const line of scan.spoiled.keys()) {
    if (line >= scan.line) break
    scan.spoiled.delete(line)
  }
  return true
}

function searched(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from)
  return at === -1 ? text.length : at
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}
