/** First strong isolate and its end (Unicode UAX #9 §2.4.2): what stands between is ordered by itself, apart from the words around it. */
const [FIRST_STRONG, END] = ['\u2068', '\u2069']

const OWN_LETTERS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f]/
const LATIN_LETTERS = /[A-Za-z\u00c0-\u024f\u0370-\u052f]/
const TELEPHONE = /^\+?\d[\d ()/.-]{4,}$/
const ADDRESS = /^https?:\/\//

/**
 * A value inside a sentence that is written from right to left. Without it a telephone number is drawn with its groups
 * in reverse (`0000 7946 20 44+`), and a number after a name in Latin letters is drawn on the name's wrong side. Two units of an
 * SMS' 67, only where one is there.
 * Times need none: they are letters and digits of the language itself, and windows are sentences. A link must have
 * none: Android takes the isolate's end for a part of the address, and the page is not found; it stands last and alone.
 */
export const isolated = (value: string): string =>
  !OWN_LETTERS.test(value) && (LATIN_LETTERS.test(value) ? !ADDRESS.test(value) : TELEPHONE.test(value))
    ? `${FIRST_STRONG}${value}${END}`
    : value
