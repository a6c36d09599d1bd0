import type { AddressKind } from './channel.ts'

/**
 * An address in the one form in which it is looked up, whoever wrote it: what a CRM keeps as `+44 (0)1632 960 001` and a
 * provider sends as `441632960001` are one telephone (E.164), and mail comes from `Sam@Customer.example` and goes to
 * `sam@customer.example`. `kind` is a channel of `customer.updated`'s reach. What cannot be made sure, such as a number without its country, stays as it is.
 */
export function keptAddress(kind: string, address: string): string {
  const text = address.normalize('NFC').trim()
  if (kind === 'mail') return (/<([^<>]+)>$/.exec(text)?.[1] ?? text).trim().toLowerCase()
  return NUMBERED.has(kind) ? keptNumber(text) : text
}

const NUMBERED: ReadonlySet<string> = new Set(['sms', 'whatsapp', 'voice'] satisfies AddressKind[])

/** A number with its country has eleven digits at least, or a plus; one that begins with 0 is somebody's own country's. */
const WITH_COUNTRY = /^[1-9]\d{10,14}$/

function keptNumber(text: string): string {
  // `(0)` is how a number is read out at home; with a plus before it nobody dials it.
  const bare = (text.startsWith('+') ? text.replace('(0)', '') : text).replace(/[\s().\-/\u00a0\u2010-\u2015]/g, '')
  if (/^\+\d+$/.test(bare)) return bare
  if (/^00[1-9]\d+$/.test(bare)) return `+${bare.slice(2)}`
  // A sender may be a word (`PARCELS`): its case says nothing.
  return WITH_COUNTRY.test(bare) ? `+${bare}` : bare.toLowerCase()
}
