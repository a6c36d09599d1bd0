import type { LocalMs } from '../../core/time/civil.ts'
import { compileDateFormat } from '../../core/time/local-text.ts'
import type { DateFormat } from '../../core/time/local-text.ts'

export interface Dates {
  /** As written; the first speaks in reports. */
  readonly patterns: readonly string[]
  /** By the first pattern that fits. */
  readonly read: DateFormat
}

/** What is wrong with the pattern at `index`. */
export interface BadDates {
  readonly index: number
  readonly reason: string
  readonly mend: string
}

export const ISO = 'iso'

/** Several patterns are for files with several; two that read one text as two days are refused. */
export function compileDates(patterns: readonly string[]): Dates | BadDates {
  const formats: DateFormat[] = []
  for (const [index, pattern] of patterns.entries()) {
    const compiled = compileDateFormat(pattern)
    if (typeof compiled === 'object')
      return {
        index,
        reason: `“${pattern}” is no date format: ${compiled.error}.`,
        mend: 'Write it like D/M/YYYY HH:mm.',
      }
    const other = patterns
      .slice(0, index)
      .find((before, at) => readsOtherwise(formats[at], compiled, [before, pattern]))
    if (other !== undefined) {
      const reason = `“${pattern}” and “${other}” read the same text as two different times.`
      return { index, reason, mend: 'Keep one of them; which one is meant cannot be told from a text.' }
    }
    formats.push(compiled)
  }
  const [only] = formats
  return { patterns, read: formats.length === 1 && only !== undefined ? only : (text) => firstOf(formats, text) }
}

function firstOf(formats: readonly DateFormat[], text: string): LocalMs | undefined {
  for (const format of formats) {
    const local = format(text)
    if (local !== undefined) return local
  }
  return undefined
}

function readsOtherwise(before: DateFormat | undefined, after: DateFormat, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const text = exampleOf(pattern)
    const [one, two] = [before?.(text), after(text)]
    return one !== undefined && two !== undefined && one !== two
  })
}

const TOKEN = /\[([^\]]*)\]|YYYY|YY|MMM?|M|DD?|HH?|hh?|mm?|ss?|SSS|[Aa]/g
const EXAMPLE: Readonly<Record<string, string>> = { YYYY: '2011', YY: '11', MMM: 'Apr', SSS: '000', A: 'AM', a: 'am' }
const NUMBERS: Readonly<Record<string, number>> = { M: 4, D: 3, H: 5, h: 5, m: 6, s: 7 }

/** 3 April 2011, 05:06:07, as a pattern writes it. */
function exampleOf(pattern: string): string {
  if (pattern.toLowerCase() === ISO) return '2011-04-03T05:06:07'
  return pattern.replaceAll(TOKEN, (token, literal?: string) => {
    if (literal !== undefined) return literal
    return EXAMPLE[token] ?? String(NUMBERS[token.charAt(0)]).padStart(token.length, '0')
  })
}
