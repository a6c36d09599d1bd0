import { createHash } from 'node:crypto'
import type { OutMessage } from '../../core/message/channel.ts'
import { splitSms } from '../../core/message/segments.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { senderKind } from '../sms/sender.ts'
import { encodingOf, octetsOf } from './alphabet.ts'
import type { SmppSettings } from './settings.ts'

/** The fields of one submit_sm. */
export type Submit = Readonly<Record<string, string | number | Buffer>>

/** esm_class: a header stands before the text (SMPP 3.4 §5.2.12). */
const HAS_HEADER = 0x40
/** registered_delivery: a receipt, whether it arrived or not (§5.2.17). */
const RECEIPT = 0x01
/** ton, npi (§5.2.5, 5.2.6) as most SMSCs want them. */
const TYPES = { number: [1, 1], short: [3, 0], word: [5, 0] } as const

/** A message as the units it is sent in, in the order of its parts. `to`: E.164. */
export function submitsOf(message: OutMessage, to: string, settings: SmppSettings): readonly Submit[] {
  const { alphabet, long } = settings
  const common = addressed(message, to, settings)
  const encoding = encodingOf(message.text, alphabet)
  const parts = splitSms(message.text, encoding)
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return [{ ...common, ...body(octetsOf(only, encoding, alphabet)) }]
  if (long === 'payload') {
    const { coding, octets } = octetsOf(message.text, encoding, alphabet)
    return [{ ...common, ...body({ coding, octets: Buffer.alloc(0) }), message_payload: octets }]
  }
  const reference = referenceOf(message.id)
  return parts.map((part, at) => {
    const { coding, octets } = octetsOf(part, encoding, alphabet)
    // TS 23.040 §9.2.3.24.1: parts that belong together, eight bits of reference.
    const header = Buffer.from([5, 0, 3, reference, parts.length, at + 1])
    return { ...common, ...body({ coding, octets: Buffer.concat([header, octets]) }), esm_class: HAS_HEADER }
  })
}

/** The same at every attempt: a telephone that has a part already drops the second. */
const referenceOf = (id: string): number => createHash('sha256').update(id).digest()[0] ?? 0

const body = ({ coding, octets }: { readonly coding: number; readonly octets: Buffer }) => ({
  data_coding: coding,
  short_message: octets,
})

function addressed({ validUntil }: OutMessage, to: string, settings: SmppSettings): Submit {
  const { sender, senderType, receipts } = settings
  const [ton, npi] = senderType === null ? TYPES[senderKind(sender)] : [senderType.ton, senderType.npi]
  return {
    source_addr_ton: ton,
    source_addr_npi: npi,
    source_addr: sender.replace(/^\+/, ''),
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: to.replace(/^\+/, ''),
    registered_delivery: receipts ? RECEIPT : 0,
    ...(validUntil === null ? {} : { validity_period: absoluteTime(validUntil) }),
  }
}

/** YYMMDDhhmmss, tenths, quarters of an hour from UTC (SMPP 3.4 §7.1.1). */
const absoluteTime = (at: Instant): string => `${formatInstant(at).replace(/\D/g, '').slice(2, 14)}000+`
