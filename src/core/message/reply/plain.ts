/** Longer is no answer to a text message; what stands behind is not looked at. */
export const LONGEST = 600

const MARKS = /\p{M}+/gu
const DIGIT = /\p{Nd}/gu
const HALF_OF_DAY = /\b([ap])\s?\.\s?m\b\.?/g

/**
 * As rules read it: small letters without accents, digits of every script as 0–9, one kind of apostrophe and dash, no
 * emoji. `Él vendrá a las ١٥` → `el vendra a las 15`.
 */
export function plain(words: string): string {
  return words
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(DIGIT, asciiDigit)
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[–—−‐‑]/g, '-')
    .replace(HALF_OF_DAY, '$1m')
}

/** Decimal digits of a script stand in tens from their zero (Unicode, ch. 4.6), so their value is their place in the run. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  if (code < 128) return digit
  let zero = code
  while (code - zero < 9 && isDigit(zero - 1)) zero -= 1
  return String(code - zero)
}

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code))

/** The bare words of it, one blank between: what whole messages are compared by. */
export const bare = (words: string): string =>
  plain(words)
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/'/g, '')
    .replace(/ +/g, ' ')
    .trim()
