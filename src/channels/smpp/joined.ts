import type { Duration } from '../../core/time/instant.ts'
import type { Pdu } from './library.ts'

/** Which part of a longer message one unit is. */
export interface Part {
  readonly reference: number
  readonly total: number
  readonly at: number
}

export interface Unpacked {
  readonly octets: Buffer
  /** null: it is whole by itself. */
  readonly part: Part | null
}

/** Apart from header and text: joined by a header before the text (TS 23.040 §9.2.3.24), or by SMPP's own TLVs. */
export function unpack(pdu: Pdu): Unpacked {
  const all = pdu.short_message?.length ? pdu.short_message : (pdu.message_payload ?? Buffer.alloc(0))
  const hasHeader = ((pdu.esm_class ?? 0) & 0x40) !== 0 && all.length > 0
  const length = hasHeader ? Math.min((all[0] ?? 0) + 1, all.length) : 0
  const octets = all.subarray(length)
  const { sar_msg_ref_num: reference, sar_total_segments: total = 0, sar_segment_seqnum: at = 0 } = pdu
  const named = reference === undefined ? null : { reference, total, at }
  const part = partOf(all.subarray(1, length)) ?? named
  return { octets, part: part !== null && part.total > 1 && part.at >= 1 && part.at <= part.total ? part : null }
}

function partOf(header: Buffer): Part | null {
  for (let from = 0; from + 1 < header.length; from += 2 + (header[from + 1] ?? 0)) {
    const [name, length] = [header[from], header[from + 1] ?? 0]
    const data = header.subarray(from + 2, from + 2 + length)
    const [first = 0, second = 0, third = 0, fourth = 0] = data
    if (name === 0x00 && data.length === 3) return { reference: first, total: second, at: third }
    if (name === 0x08 && data.length === 4) return { reference: first * 256 + second, total: third, at: fourth }
  }
  return null
}

interface Unfinished {
  readonly parts: Map<number, string>
  readonly total: number
  readonly since: number
}

/** Parts of customers' messages that wait for the others. */
export interface Joining {
  /** The words once all parts are there; null: others are to come. Until `done` says so they are kept. */
  add(from: string, part: Part, words: string): { readonly key: string; readonly words: string | null }
  done(key: string): void
  /** What has waited longer; a part that never came is an ellipsis. */
  overdue(longerThan: Duration): readonly { readonly key: string; readonly words: string }[]
}

/** A customer who writes a novel; beyond it the oldest unfinished are given up. */
const KEPT = 10_000

export function joining(): Joining {
  const unfinished = new Map<string, Unfinished>()
  const wordsOf = ({ parts, total }: Unfinished): string =>
    Array.from({ length: total }, (_, n) => parts.get(n + 1) ?? '…').join('')
  return {
    add: (from, { reference, total, at }, words) => {
      const key = JSON.stringify([from, reference, total])
      const one = unfinished.get(key) ?? { parts: new Map<number, string>(), total, since: performance.now() }
      one.parts.set(at, words)
      unfinished.set(key, one)
      const [oldest] = unfinished.keys()
      if (unfinished.size > KEPT && oldest !== undefined) unfinished.delete(oldest)
      return { key, words: one.parts.size === total ? wordsOf(one) : null }
    },
    done: (key) => void unfinished.delete(key),
    overdue: (longerThan) =>
      Array.from(unfinished)
        .filter(([, { since }]) => performance.now() - since > longerThan)
        .map(([key, one]) => ({ key, words: wordsOf(one) })),
  }
}
