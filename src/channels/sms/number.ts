/** A number to send to, `+447700900123` (E.164), or why it is none. */
export type ReadNumber = { readonly number: string } | { readonly bad: string }

type Phones = typeof import('libphonenumber-js/max')
let loaded: Promise<Phones> | undefined

/** The metadata that knows the kinds of numbers is 157 KB; read at first use. */
const phones = (): Promise<Phones> => (loaded ??= import('libphonenumber-js/max'))

/**
 * `country` (ISO 3166) is where a number without its country code belongs; null: such a number is none. A range too new
 * for the metadata is let through, a landline is not: no SMS reaches it, and some networks take it all the same.
 */
export async function readNumber(text: string, country: string | null): Promise<ReadNumber> {
  const { parsePhoneNumberFromString } = await phones()
  const read = (written: string) =>
    parsePhoneNumberFromString(written, {
      extract: false,
      ...(country === null ? {} : { defaultCountry: country as 'GB' }),
    })
  const bare = text.replace(/[\s().\-/]/g, '')
  const found = read(text) ?? (/^[1-9]\d{10,14}$/.test(bare) ? read(`+${bare}`) : undefined)
  if (found === undefined || !found.isPossible())
    return { bad: `${last(bare)} is no telephone number that could be dialled` }
  if (found.getType() === 'FIXED_LINE') return { bad: `${last(bare)} is a landline, which gets no text messages` }
  return { number: found.number }
}

/** Of a number, what tells people which it is and nobody whose. */
const last = (number: string): string => `A number that ends in ${number.slice(-3)}`

/** Whom a message came from: as above where it can be, else as the other side wrote it, a word or a short number. */
export async function readSender(text: string, country: string | null): Promise<string> {
  const read = await readNumber(text, country)
  return 'number' in read ? read.number : text
}
