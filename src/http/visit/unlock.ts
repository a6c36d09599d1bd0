import type { Card } from '../../engine/turn/card.ts'
import type { Held } from './load.ts'

/** What is shown after the second question, and nowhere before. */
export interface Details {
  readonly address: string | null
  readonly notes: string | null
  readonly phone: string | null
}

const PHONES = new Set(['sms', 'voice', 'whatsapp'])

/** What is on file of them; erased customers have nothing. */
export function detailsOf({ facts, visit, personalOf, card }: Held): Details {
  const booked = facts.findLast(({ type, data }) => type === 'visit.booked' && data['visit'] === visit.visit)
  const own = booked === undefined ? {} : personalOf(`${booked.source} ${booked.id}`)
  const { address = null, reach = [] } = card()
  return {
    address: textIn(own['address']) ?? address,
    notes: textIn(own['notes']),
    phone: reach.find(({ channel }) => PHONES.has(channel))?.address ?? null,
  }
}

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Whether there is anything the question could be answered from; without it the details stay shut. */
export const canAsk = (details: Details, card: Card): boolean =>
  phonesOf(details, card).length > 0 || postcodesIn(details.address ?? card.address ?? '').length > 0

/** The postcode, however it is written, or the last three digits of a telephone number on file. */
export function isRight(given: string, details: Details, card: Card): boolean {
  const code = plain(given)
  if (/^\d{3}$/.test(code)) return phonesOf(details, card).some((phone) => phone.endsWith(code))
  return [details.address, card.address ?? null].some((address) => postcodesIn(address ?? '').includes(code))
}

const plain = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')

const phonesOf = ({ phone }: Details, { reach = [] }: Card): readonly string[] =>
  [phone ?? '', ...reach.filter(({ channel }) => PHONES.has(channel)).map(({ address }) => address)]
    .map((number) => number.replace(/\D/g, ''))
    .filter((number) => number.length >= 6)

/**
 * An address is free text, so what could be a postcode in it: a word, or two beside each other (`N1 9GU`), of at least
 * four letters and digits with a digit among them. House number and street together count too: who knows them knows more.
 */
function postcodesIn(address: string): readonly string[] {
  const words = address.toUpperCase().split(/[^\p{L}\p{N}]+/u)
  return words
    .flatMap((word, at) => [word, `${word}${words[at + 1] ?? ''}`])
    .filter((word) => word.length >= 4 && /\d/.test(word))
}
