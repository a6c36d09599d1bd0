export type SmsEncoding = 'gsm-7' | 'ucs-2'

/** What a text costs as SMS. */
export interface Segments {
  readonly encoding: SmsEncoding
  /** Septets in GSM-7, where `€` and its like take two; 16-bit units in UCS-2, where 👍 takes two. */
  readonly units: number
  /** The parts it is sent in, each paid for. An empty text is one. */
  readonly segments: number
  /** The units each part holds at most. */
  readonly perSegment: number
}

/**
 * The default alphabet in the order of its codes (3GPP TS 23.038 §6.2.1, GSM 03.38 before); at 0x1B stands the escape
 * to the extension, which is no character of its own.
 */
export const GSM_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'

/** Its extension (§6.2.1.1): the code that stands after an escape. The national tables (annex A) are not used: few phones of today announce them. */
export const GSM_EXTENSION: ReadonlyMap<string, number> = new Map([
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
])

const BASIC: ReadonlySet<string> = new Set(Array.from(GSM_BASIC).filter((letter) => letter !== '\u{1B}'))

/** 140 octets are 160 septets or 70 units; a header that joins parts takes six of them (TS 23.040 §9.2.3.24.1). */
const ROOM = {
  'gsm-7': { alone: 160, joined: 153 },
  'ucs-2': { alone: 70, joined: 67 },
} as const

export function segmentsOf(text: string): Segments {
  const { encoding, units, parts } = cut(text)
  const { alone, joined } = ROOM[encoding]
  return { encoding, units, segments: parts.length, perSegment: parts.length === 1 ? alone : joined }
}

/**
 * The parts as they are sent, all in one encoding: the cheapest that holds the text, or `encoding`, which must. No letter
 * that takes two units is cut in two.
 */
export const splitSms = (text: string, encoding?: SmsEncoding): readonly string[] => cut(text, encoding).parts

interface Cut {
  readonly encoding: SmsEncoding
  readonly units: number
  readonly parts: readonly string[]
}

function cut(text: string, asked?: SmsEncoding): Cut {
  // By code points: a surrogate pair is one letter here.
  const letters = Array.from(text)
  const encoding =
    asked ?? (letters.every((letter) => BASIC.has(letter) || GSM_EXTENSION.has(letter)) ? 'gsm-7' : 'ucs-2')
  const sizeOf = (letter: string) => (encoding === 'ucs-2' ? letter.length : BASIC.has(letter) ? 1 : 2)
  const units = letters.reduce((sum, letter) => sum + sizeOf(letter), 0)
  const { alone, joined } = ROOM[encoding]
  if (units <= alone) return { encoding, units, parts: [text] }
  const parts: string[] = []
  let [part, filled] = ['', 0]
  for (const letter of letters) {
    const size = sizeOf(letter)
    if (filled + size > joined) {
      parts.push(part)
      ;[part, filled] = ['', 0]
    }
    part += letter
    filled += size
  }
  return { encoding, units, parts: [...parts, part] }
}
