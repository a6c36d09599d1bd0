import type { Duration } from '../../core/time/instant.ts'
import type { DefaultAlphabet } from './alphabet.ts'
import type { ReceiptIds } from './receipt.ts'

export interface SmppSettings {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  /** Certificates in PEM to trust instead of the system's. */
  readonly ca: string | null
  readonly systemId: string
  /** Eight letters at most, by the protocol. */
  readonly password: string
  readonly systemType: string
  /** A number with its country, a short number, or a word of up to eleven letters, to which nobody can reply. */
  readonly sender: string
  /** Type of number and numbering plan of the sender, where the SMSC wants others than usual. */
  readonly senderType: { readonly ton: number; readonly npi: number } | null
  /** Where numbers without a country code belong (ISO 3166); null: they are refused. */
  readonly country: string | null
  /** Whether customers' replies come over this bind. A sender that is a word never gets any. */
  readonly receives: boolean
  readonly receipts: boolean
  /** How receipts write the ids that the SMSC gave. */
  readonly receiptIds: ReceiptIds
  /** What data_coding 0 means to this SMSC. */
  readonly alphabet: DefaultAlphabet
  /** A long text goes as joined parts, or whole as message_payload. */
  readonly long: 'parts' | 'payload'
  /** In UTF-16 units; ten parts are about what networks put together again. */
  readonly longest: number
  /** The window: units that wait for an answer. */
  readonly atOnce: number
  /** Units a second, of which a long text takes several; null: as fast as it answers. */
  readonly perSecond: number | null
  readonly timeouts: SmppTimeouts
}

export interface SmppTimeouts {
  /** Until connected and bound. */
  readonly connect: Duration
  /** Until a unit is answered. */
  readonly answer: Duration
  /** Of silence, after which the other side is asked whether it is there. */
  readonly silence: Duration
}
