import type { Dialect } from './dialect.ts'

/** How a row ended: whole, at a quote followed by something else, not in this text, or with far too many fields. */
export type RowEnd = 'whole' | 'bad-quote' | 'unclosed' | 'columns'

export interface ScannedRow {
  readonly fields: string[]
  readonly end: RowEnd
  /** Where the next row starts, when whole; else where scanning stopped. */
  readonly next: number
}

const NEWLINE = 10
const RETURN = 13

export interface RowRules extends Pick<Dialect, 'delimiter' | 'quote'> {
  /** Scanning stops there: where each line opens a quote that the next one closes, each would be read to the end. */
  readonly maxFields: number
}

/**
 * One row by RFC 4180, from `start`, quoted fields and the line ends in them included. A quote inside an unquoted field
 * stands for itself (`5" pipe`).
 */
export function scanRow(text: string, start: number, { delimiter, quote, maxFields }: RowRules): ScannedRow {
  const fields: string[] = []
  const delimiterCode = delimiter.charCodeAt(0)
  let at = start
  while (fields.length < maxFields) {
    const quoted = quote !== '' && text.startsWith(quote, at)
    const closing = quoted ? closingQuote(text, at + 1, quote) : -1
    if (quoted && closing === -1) return { fields, end: 'unclosed', next: text.length }
    const end = quoted ? closing + 1 : endOfPlain(text, at, delimiterCode)
    fields.push(quoted ? unescaped(text.slice(at + 1, closing), quote) : text.slice(at, withoutReturn(text, at, end)))
    if (text.charCodeAt(end) === delimiterCode) {
      at = end + 1
      continue
    }
    const lineEnd = quoted && text.charCodeAt(end) === RETURN ? end + 1 : end
    if (lineEnd < text.length && text.charCodeAt(lineEnd) !== NEWLINE)
      return { fields, end: 'bad-quote', next: lineEnd }
    return { fields, end: 'whole', next: Math.min(lineEnd + 1, text.length) }
  }
  return { fields, end: 'columns', next: at }
}

function endOfPlain(text: string, from: number, delimiterCode: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === delimiterCode || code === NEWLINE) return at
  }
  return text.length
}

/** `end` without the carriage return of a CRLF; one before a delimiter belongs to the field. */
function withoutReturn(text: string, from: number, end: number): number {
  const atLineEnd = end === text.length || text.charCodeAt(end) === NEWLINE
  return atLineEnd && end > from && text.charCodeAt(end - 1) === RETURN ? end - 1 : end
}

function closingQuote(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from)
  while (at !== -1 && text.startsWith(quote, at + 1)) at = text.indexOf(quote, at + 2)
  return at
}

const unescaped = (field: string, quote: string): string =>
  field.includes(quote) ? field.replaceAll(quote + quote, quote) : field
