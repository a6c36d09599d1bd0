import { GSM_BASIC, GSM_EXTENSION } from '../../core/message/segments.ts'

const GSM = new Set([...Array.from(GSM_BASIC).filter((letter) => letter !== '\u{1B}'), ...GSM_EXTENSION.keys()])
const OTHER = new RegExp(`[^${[...GSM].map((letter) => letter.replace(/[\\\]^-]/, '\\$&')).join('')}]`, 'gu')

/** What typing programs make of plain signs. */
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
}

/**
 * Words that were written for an SMS, in the letters that go 160 into one (GSM-7) where that costs nothing but an accent:
 * the á of “sábado”, which Intl writes into a date, would make two segments of 153 five of 67. Words that need
 * other letters as well stay as they are.
 */
export function smsLetters(text: string): string {
  if (text.search(OTHER) === -1) return text
  const plain = text.replace(OTHER, (letter) => PLAIN[letter] ?? unaccented(letter))
  return plain.search(OTHER) === -1 ? plain : text
}

const unaccented = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '')
