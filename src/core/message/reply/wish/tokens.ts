/** A piece of what was written, with accents and capitals gone (`plain`). */
export type Token =
  | { readonly is: 'word'; readonly word: string }
  | { readonly is: 'number'; readonly value: number; readonly zero: boolean }
  /** 15:30, 15h30, 3.30; `half`: what stood behind it. */
  | { readonly is: 'clock'; readonly hour: number; readonly minute: number; readonly zero: boolean }
  /** 24.11., 24/11/2026; both numbers as written. */
  | { readonly is: 'numbers'; readonly first: number; readonly second: number; readonly year: number | null }
  /** 3rd, 1er, "24."; `dotted`: a point may also end a sentence. */
  | { readonly is: 'ordinal'; readonly value: number; readonly dotted: boolean }
  | { readonly is: 'dash' | 'comma' | 'slash' | 'plus' }
  /** A telephone number, a code. */
  | { readonly is: 'odd' }

const PIECE = new RegExp(
  [
    String.raw`(?<iso>\d{4}-\d\d-\d\d)`,
    String.raw`(?<date>\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d(?!\d))?)`,
    String.raw`(?<clock>\d{1,2}[:h]\d\d(?!\d)|\d{1,2}\.\d\d(?![\d.]))`,
    String.raw`(?<ordinal>\d{1,2}(?:st|nd|rd|th|er|te|ten)\b|\d{1,2}[°º]|\d{1,2}\.(?=\s*(?:\p{L}|$)))`,
    String.raw`(?<odd>\+\d[\d ]{5,}|\d{3,})`,
    String.raw`(?<number>\d{1,2})`,
    String.raw`(?<word>\p{L}+\d*)`,
    String.raw`(?<mark>[-,;./+&!?])`,
  ].join('|'),
  'gu',
)

export function tokens(text: string): readonly Token[] {
  const found: Token[] = []
  for (const { groups = {} } of text.matchAll(PIECE)) {
    const token = tokenOf(groups)
    if (token !== null) found.push(token)
  }
  return found
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token | null {
  const { iso, date, clock, ordinal, odd, number, word, mark } = groups as Readonly<
    Record<'iso' | 'date' | 'clock' | 'ordinal' | 'odd' | 'number' | 'word' | 'mark', string | undefined>
  >
  if (word !== undefined) return { is: 'word', word }
  if (number !== undefined) return { is: 'number', value: Number(number), zero: number.startsWith('0') }
  if (clock !== undefined) return clockToken(clock)
  if (date !== undefined) return dateToken(date)
  if (ordinal !== undefined) return { is: 'ordinal', value: parseInt(ordinal, 10), dotted: ordinal.endsWith('.') }
  if (iso !== undefined) {
    const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
    return { is: 'numbers', first: day, second: month, year }
  }
  return odd === undefined ? markToken(mark ?? '') : { is: 'odd' }
}

/** 13.10 may be a day or an hour; hours end in whole quarters. */
function clockToken(text: string): Token {
  const [hour = 0, minute = 0] = text.split(/[:h.]/).map(Number)
  if (text.includes('.') && minute % 15 !== 0) return { is: 'numbers', first: hour, second: minute, year: null }
  return { is: 'clock', hour, minute, zero: text.startsWith('0') }
}

function dateToken(text: string): Token {
  const [first = 0, second = 0, year = 0] = text.split(/[./]/).map(Number)
  return { is: 'numbers', first, second, year: year === 0 ? null : year < 100 ? 2000 + year : year }
}

function markToken(mark: string): Token | null {
  if (mark === '-') return { is: 'dash' }
  if (mark === '/') return { is: 'slash' }
  if (mark === '+' || mark === '&') return { is: 'plus' }
  return mark === '!' || mark === '?' ? null : { is: 'comma' }
}
