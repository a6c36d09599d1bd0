import { randomUUID } from 'node:crypto'
import type { Hear, Heard } from '../../core/message/channel.ts'
import { minutes, type Duration, type Instant } from '../../core/time/instant.ts'
import { readSender } from '../sms/number.ts'
import { textOf } from './alphabet.ts'
import { joining, unpack } from './joined.ts'
import type { Pdu } from './library.ts'
import type { Parts } from './parts.ts'
import { isReceipt, readReceipt } from './receipt.ts'
import type { SmppSettings } from './settings.ts'

export interface Incoming {
  /** Settles when what it says is on record; rejects: the SMSC is to say it again. */
  deliver(pdu: Pdu): Promise<void>
  /** Passes on what waited too long for its other parts. */
  overdue(longerThan: Duration): Promise<void>
}

export interface IncomingFrom {
  readonly settings: SmppSettings
  readonly parts: Parts
  readonly hear: Hear
  readonly now: () => Instant
}

/** How long a part's answer waits for the other parts: with a window of one the SMSC sends none before it. */
const PART_WAITS: Duration = 1000
/** Networks deliver parts within seconds of each other; a telephone that went off in between is rare. */
export const OVERDUE: Duration = minutes(5)

/** What the SMSC delivers: receipts, and customers' words. */
export function incomingOf({ settings, parts, hear, now }: IncomingFrom): Incoming {
  const ids = stableIds()
  const unfinished = joining()
  const whole = new Map<string, { readonly settled: Promise<void>; readonly settle: () => void }>()

  const receipt = async (pdu: Pdu): Promise<void> => {
    const read = readReceipt(pdu)
    const of = read === undefined ? null : await parts.receipt(read)
    if (of !== null) await hear([{ heard: 'receipt', ...of, at: now() }])
  }
  const reply = (from: string, words: string): Promise<void> =>
    ids.during(JSON.stringify([from, words]), (id) => hear([replyOf({ id, from, words, at: now() })]))
  const settle = async (key: string, words: string): Promise<void> => {
    const [from] = JSON.parse(key) as [string]
    await reply(from, words)
    unfinished.done(key)
    whole.get(key)?.settle()
    whole.delete(key)
  }
  const words = async (pdu: Pdu): Promise<void> => {
    const { octets, part } = unpack(pdu)
    const text = textOf({ coding: pdu.data_coding ?? 0, octets }, settings.alphabet)
    if (text === undefined) return
    const from = await readSender(fullNumber(pdu), settings.country)
    if (part === null) return reply(from, text)
    const { key, words: all } = unfinished.add(from, part, text)
    if (all !== null) return settle(key, all)
    const waiting = whole.get(key) ?? signal()
    whole.set(key, waiting)
    await atMost(waiting.settled, PART_WAITS)
  }
  return {
    deliver: (pdu) => (isReceipt(pdu) ? receipt(pdu) : words(pdu)),
    overdue: async (longerThan) => {
      for (const { key, words: all } of unfinished.overdue(longerThan)) await settle(key, all)
    },
  }
}

interface Reply {
  readonly id: string
  readonly from: string
  readonly words: string
  readonly at: Instant
}

const replyOf = (reply: Reply): Heard => ({ heard: 'reply', ...reply, button: null, answers: null, calendar: null })

/** Type of number 1 says that the country is there (SMPP 3.4 §5.2.5). */
const fullNumber = ({ source_addr: from = '', source_addr_ton: type }: Pdu): string =>
  type === 1 && /^\d+$/.test(from) ? `+${from}` : from

/**
 * SMPP gives no id to what customers write. The same words of the same customer are the same reply while nobody has told
 * the SMSC that we have them; once they are taken, the same words are a new reply.
 */
function stableIds() {
  const unsettled = new Map<string, string>()
  return {
    during: async (key: string, run: (id: string) => Promise<void>): Promise<void> => {
      const id = unsettled.get(key) ?? randomUUID()
      unsettled.set(key, id)
      const [oldest] = unsettled.keys()
      if (unsettled.size > 10_000 && oldest !== undefined) unsettled.delete(oldest)
      await run(id)
      unsettled.delete(key)
    },
  }
}

function signal() {
  let settle: () => void = () => undefined
  const settled = new Promise<void>((resolve) => (settle = resolve))
  return { settled, settle }
}

async function atMost(settled: Promise<void>, within: Duration): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([settled, new Promise((resolve) => (timer = setTimeout(resolve, within)))])
  clearTimeout(timer)
}
