/** Two or four decimal digits at a place of a text, -1 when they are not digits. By character code: no slices, no garbage. */
export function digits2(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

export function digits4(text: string, at: number): number {
  const high = digits2(text, at)
  const low = digits2(text, at + 2)
  return high < 0 || low < 0 ? -1 : high * 100 + low
}

/** Milliseconds of a fraction whose digits begin at `at`; finer digits are cut. Read its length with `digitsEnd`. */
export function fractionMs(text: string, at: number): number {
  let ms = 0
  for (let k = 0, unit = 100; k < 3; k += 1, unit /= 10) {
    const digit = text.charCodeAt(at + k) - 48
    if (!(digit >= 0 && digit <= 9)) break
    ms += digit * unit
  }
  return ms
}

/** The first place from `at` that is no digit. */
export function digitsEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1
  return end
}

const PADDED = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))

/** 0–99 as two digits. */
export const pad2 = (n: number): string => PADDED[n] ?? String(n)
