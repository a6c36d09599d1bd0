import { GSM_BASIC, GSM_EXTENSION, segmentsOf, type SmsEncoding } from '../../core/message/segments.ts'

/** What `data_coding` 0, "the SMSC's default", means: GSM 03.38 with most, Latin-1 with some. */
export type DefaultAlphabet = 'gsm' | 'latin-1'

const ESCAPE = 0x1b
const BASIC = new Map(Array.from(GSM_BASIC, (letter, code) => [letter, code] as const))
const EXTENDED = new Map(Array.from(GSM_EXTENSION, ([letter, code]) => [code, letter] as const))

/** One septet an octet, as SMPP carries it; letters that are in neither table become `?`. */
export function gsmOctets(text: string): Buffer {
  const octets: number[] = []
  for (const letter of text) {
    const extended = GSM_EXTENSION.get(letter)
    if (extended === undefined) octets.push(BASIC.get(letter) ?? 0x3f)
    else octets.push(ESCAPE, extended)
  }
  return Buffer.from(octets)
}

/** An escape before an unknown code is a space, as TS 23.038 §6.2.1 has it shown. */
export function gsmText(octets: Buffer): string {
  let text = ''
  for (let at = 0; at < octets.length; at += 1) {
    const code = octets[at] ?? 0
    if (code !== ESCAPE) text += GSM_BASIC[code] ?? ' '
    else {
      at += 1
      text += EXTENDED.get(octets[at] ?? -1) ?? ' '
    }
  }
  return text
}

/** In which of the two a text is sent, and so cut: Latin-1 has not all that GSM-7 has. */
export function encodingOf(text: string, usual: DefaultAlphabet): SmsEncoding {
  const { encoding } = segmentsOf(text)
  const fits = usual === 'gsm' || Buffer.from(text, 'latin1').toString('latin1') === text
  return fits ? encoding : 'ucs-2'
}

/** The octets of a text, and the `data_coding` that says how to read them. */
export function octetsOf(text: string, encoding: SmsEncoding, usual: DefaultAlphabet): Coded {
  if (encoding === 'ucs-2') return { coding: 0x08, octets: Buffer.from(text, 'utf16le').swap16() }
  if (usual === 'gsm') return { coding: 0x00, octets: gsmOctets(text) }
  // Where 0 is Latin-1, its own number says so beyond doubt.
  return { coding: 0x03, octets: Buffer.from(text, 'latin1') }
}

export interface Coded {
  readonly coding: number
  readonly octets: Buffer
}

/** undefined: it is no text. SMPP 3.4 §5.2.19; from 0x10 on, TS 23.038 §4. */
export function textOf({ coding, octets }: Coded, usual: DefaultAlphabet): string | undefined {
  const alphabet = coding < 0x10 ? coding : [0, 4, 8][(coding >> 2) & 3]
  switch (alphabet) {
    case 0:
      return usual === 'gsm' ? gsmText(octets) : octets.toString('latin1')
    case 1:
    case 3:
      return octets.toString('latin1')
    case 8:
      return Buffer.from(octets.subarray(0, octets.length - (octets.length % 2)))
        .swap16()
        .toString('utf16le')
    default:
      return undefined
  }
}
