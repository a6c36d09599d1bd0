/** The places of a date, in the order of the numbers a pattern reads. */
export const YEAR = 0
export const MONTH = 1
export const DAY = 2
export const HOUR = 3
export const MINUTE = 4
export const SECOND = 5
export const MS = 6
export const HALF = 7

/** One step of reading: fixed characters or digits, a month's name, AM/PM, a fraction. */
export type Step =
  | { readonly kind: 'char'; readonly code: number; readonly other: number }
  | { readonly kind: 'digits'; readonly slot: number; readonly least: number; readonly most: number }
  | { readonly kind: 'short-year' }
  | { readonly kind: 'month-name' }
  | { readonly kind: 'half' }
  | { readonly kind: 'fraction' }

export interface DatePattern {
  readonly steps: readonly Step[]
  /** Hours run from 1 to 12 and AM or PM follows. */
  readonly twelve: boolean
}

const digits = (slot: number, least: number, most: number): Step => ({ kind: 'digits', slot, least, most })

const STEPS: Readonly<Record<string, Step>> = {
  YYYY: digits(YEAR, 4, 4),
  YY: { kind: 'short-year' },
  MMM: { kind: 'month-name' },
  MM: digits(MONTH, 2, 2),
  M: digits(MONTH, 1, 2),
  DD: digits(DAY, 2, 2),
  D: digits(DAY, 1, 2),
  HH: digits(HOUR, 2, 2),
  H: digits(HOUR, 1, 2),
  hh: digits(HOUR, 2, 2),
  h: digits(HOUR, 1, 2),
  mm: digits(MINUTE, 2, 2),
  m: digits(MINUTE, 1, 2),
  ss: digits(SECOND, 2, 2),
  s: digits(SECOND, 1, 2),
  SSS: { kind: 'fraction' },
  A: { kind: 'half' },
  a: { kind: 'half' },
}

const SLOT_OF: Readonly<Record<string, number>> = { 'short-year': YEAR, 'month-name': MONTH, half: HALF, fraction: MS }
const slotOf = (step: Step): number => (step.kind === 'digits' ? step.slot : (SLOT_OF[step.kind] ?? -1))

const TOKEN = /\[([^\]]*)\]|YYYY|YY|MMM?|M|DD?|HH?|hh?|mm?|ss?|SSS|A|a|[^]/g
const CHARS = 60

/**
 * Reads a pattern in the notation of Unicode-like date formats (as in Day.js): YYYY YY MM M MMM DD D HH H hh h mm m
 * ss s SSS A, `[text]` for letters; all else stands for itself. What cannot be meant is an error with a hint.
 */
export function readPattern(pattern: string): DatePattern | { readonly error: string } {
  if (pattern.length > CHARS) return { error: `a date format has at most ${CHARS} characters` }
  if (pattern.includes('%')) return { error: 'write YYYY-MM-DD HH:mm:ss instead of %-codes' }
  const steps: Step[] = []
  const tokens: string[] = []
  for (const [token, literal] of pattern.matchAll(TOKEN)) {
    const step = STEPS[token]
    if (step !== undefined) {
      steps.push(step)
      tokens.push(token)
    } else if (literal === undefined && /[A-Za-z]/.test(token) && token !== 'T') {
      return { error: unknownLetter(token, pattern) }
    } else {
      for (const char of (literal ?? token).split('')) steps.push(charStep(char))
    }
  }
  const error = faultOf(steps, tokens)
  return error === undefined ? { steps, twelve: tokens.some((token) => token.startsWith('h')) } : { error }
}

export const charStep = (char: string, other = char): Step => ({
  kind: 'char',
  code: char.charCodeAt(0),
  other: other.charCodeAt(0),
})

function unknownLetter(letter: string, pattern: string): string {
  if (letter === 'y') return 'the year is YYYY'
  if (letter === 'd') return 'the day is DD or D; names of weekdays are not read'
  if (letter === 'Z' || letter === 'z')
    return 'a text with its own offset is an instant, not a local time: read it as RFC 3339'
  if (letter === 'S') return 'a fraction of a second is SSS'
  return `"${letter}" in "${pattern}" means nothing; put letters of the text into [ ]`
}

/** What the steps together cannot mean. */
function faultOf(steps: readonly Step[], tokens: readonly string[]): string | undefined {
  const slots = steps.map(slotOf).filter((slot) => slot >= 0)
  const names = ['year', 'month', 'day', 'hour', 'minute', 'second', 'fraction', 'AM/PM']
  const twice = slots.find((slot, at) => slots.indexOf(slot) !== at)
  if (twice !== undefined) return `the ${names[twice]} stands twice${twice === MONTH ? '; minutes are mm' : ''}`
  const missing = [YEAR, MONTH, DAY].find((slot) => !slots.includes(slot))
  if (missing !== undefined) {
    const minutes = missing === MONTH && slots.includes(MINUTE) ? '; the month is MM, mm is minutes' : ''
    return `the ${names[missing]} is missing${minutes}`
  }
  const finer = [MINUTE, SECOND, MS].find((slot) => slots.includes(slot) && !slots.includes(slot - 1))
  if (finer !== undefined) return `the ${names[finer]} stands without the ${names[finer - 1]}`
  const twelve = tokens.some((token) => token.startsWith('h'))
  if (twelve !== slots.includes(HALF))
    return twelve ? 'h needs A for AM or PM; 24 hours are H' : 'A needs h; H has 24 hours'
  return runTogether(steps) ? 'two numbers touch and one may have one or two digits: use the two-digit form' : undefined
}

const runTogether = (steps: readonly Step[]): boolean =>
  steps.some((step, at) => {
    const next = steps[at + 1]?.kind
    const open = (step.kind === 'digits' && step.least < step.most) || step.kind === 'fraction'
    return open && (next === 'digits' || next === 'short-year' || next === 'fraction')
  })
