import type { FailedReason } from '../../core/message/channel.ts'
import type { Pdu } from './library.ts'

/** How receipts write an id: as it was given, or in decimal an id given in hex, or in hex one given in decimal. */
export type ReceiptIds = 'same' | 'decimal' | 'hex'

/**
 * The one form of an id. SMSCs pad ids with zeros and change their case between the answer and the receipt, and some
 * give hex and receipt decimal or the other way round (both forms of SMPP 3.4 §5.2.23 are in use).
 */
export function plainMessageId(id: string, radix: 'as-is' | 'from-hex' | 'from-decimal'): string {
  const bare = id
    .trim()
    .toLowerCase()
    .replace(/^0+(?=.)/, '')
  if (radix === 'from-hex' && /^[0-9a-f]+$/.test(bare)) return BigInt(`0x${bare}`).toString()
  if (radix === 'from-decimal' && /^\d+$/.test(bare)) return BigInt(bare).toString(16)
  return bare
}

/** As submit_sm_resp gives it. */
export const givenId = (id: string, ids: ReceiptIds): string =>
  plainMessageId(id, ids === 'decimal' ? 'from-hex' : ids === 'hex' ? 'from-decimal' : 'as-is')

export interface Receipt {
  readonly id: string
  /** `passing`: it is under way, and another receipt will come. */
  readonly outcome: 'delivered' | 'failed' | 'passing'
  readonly reason: FailedReason | null
  /** `UNDELIV 001` */
  readonly code: string | null
}

/** esm_class bits 2–5 (SMPP 3.4 §5.2.12), or the TLV that only receipts have. */
export const isReceipt = ({ esm_class: kind = 0, receipted_message_id: id }: Pdu): boolean =>
  (kind & 0x3c) !== 0 || id !== undefined

/** message_state (§5.2.28), in the words of a receipt's text (appendix B). */
const STATES = ['', 'ENROUTE', 'DELIVRD', 'EXPIRED', 'DELETED', 'UNDELIV', 'ACCEPTD', 'UNKNOWN', 'REJECTD']

const REASONS: Readonly<Record<string, FailedReason>> = {
  EXPIRED: 'expired',
  DELETED: 'refused',
  UNDELIV: 'unreachable',
  REJECTD: 'refused',
}

/** From the TLVs, and what they leave open from the text, `id:0A1B sub:001 … stat:DELIVRD err:000 …`. undefined: of what it is one cannot be read. */
export function readReceipt(pdu: Pdu): Receipt | undefined {
  const text = (pdu.short_message?.length ? pdu.short_message : (pdu.message_payload ?? Buffer.alloc(0))).toString(
    'latin1',
  )
  const field = (name: string): string | undefined => new RegExp(`(?:^|\\s)${name}:\\s*([^\\s]+)`, 'i').exec(text)?.[1]
  const id = pdu.receipted_message_id ?? field('id')
  if (id === undefined || id.trim() === '') return undefined
  const stat = STATES[pdu.message_state ?? 0] || (field('stat') ?? '').toUpperCase().slice(0, 7)
  const reason = REASONS[stat] ?? null
  const error = field('err')
  const code = error === undefined || /^0+$/.test(error) ? stat : `${stat} ${error}`
  const outcome = stat === 'DELIVRD' ? 'delivered' : reason === null ? 'passing' : 'failed'
  return { id: plainMessageId(id, 'as-is'), outcome, reason, code: outcome === 'failed' ? code : null }
}
