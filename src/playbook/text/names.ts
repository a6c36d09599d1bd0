import type { Option } from '../../core/message/reply/options.ts'
import type { Instant } from '../../core/time/instant.ts'

/** An amount in its currency, as decimal text: `30.49`, `GBP`. */
export interface Amount {
  readonly amount: string
  readonly currency: string
}

/** A promise that a late one does not touch, as data: it is put into words for whoever reads them. */
export interface StillStanding {
  readonly kind: string
  readonly key: string
  /** The start of its window, or when it is due. */
  readonly at: Instant
}

/** All that a text may name, of one decision about one customer. What is not known is absent or null. */
export interface TextLook {
  readonly promise?: { readonly kind: string; readonly key?: string; readonly owner?: string } | null
  readonly due?: { readonly from?: Instant | null; readonly to?: Instant | null } | null
  /** Of a date that was moved: the window before it. */
  readonly was?: { readonly from?: Instant | null; readonly to?: Instant | null } | null
  readonly forecast?: { readonly expected?: Instant | null; readonly reason?: string | null } | null
  readonly customer?: { readonly name?: string | null } | null
  readonly brand?: { readonly name?: string | null; readonly phone?: string | null } | null
  /** The data of the fact that a moment hangs on. */
  readonly fact?: Readonly<Record<string, unknown>> | null
  readonly remedy?: { readonly amount?: Amount | null; readonly pay_by?: Instant | null } | null
  readonly case?: { readonly owner?: string | null; readonly id?: string | null } | null
  /** Of the break, as a code. */
  readonly cause?: string | null
  /** What is promised, and the reason of a forecast, in words of the reader's language: from the `terms` of its file. */
  readonly what?: string | null
  readonly reason?: string | null
  readonly link?: string | null
  readonly next_word_by?: Instant | null
  /** What is not touched by the break, as words. Where it is not given, it is written from `stands`. */
  readonly still_stands?: string | null
  readonly stands?: readonly StillStanding[]
  /** What may be answered, in the order of its digits. */
  readonly options?: readonly Option[]
  /** The options as digits to reply with; not known where the channel takes no reply, or shows buttons. Written from `options`. */
  readonly choices?: string | null
  /** The times that are read back, in words. Written from `options`. */
  readonly slots?: string | null
  /** One of them, while its words are made (`answers.slot`). */
  readonly slot?: { readonly start: Instant; readonly end: Instant } | null
}

/**
 * `needed`: a text that says it cannot do without, so that a message never reads “choose another time: .”; the others
 * are left out when they are not known. Times and amounts are said by a filter, which cannot do without them either.
 */
interface Name {
  readonly holds: 'words' | 'time' | 'amount'
  readonly needed: boolean
}

const words: Name = { holds: 'words', needed: false }
const neededWords: Name = { holds: 'words', needed: true }
const time: Name = { holds: 'time', needed: false }
const amount: Name = { holds: 'amount', needed: false }

const NAMES: Readonly<Record<string, Name>> = {
  'promise.kind': neededWords,
  'promise.key': neededWords,
  'promise.owner': neededWords,
  'due.from': time,
  'due.to': time,
  'was.from': time,
  'was.to': time,
  'forecast.expected': time,
  'forecast.reason': words,
  'customer.name': words,
  'brand.name': neededWords,
  'brand.phone': neededWords,
  'remedy.amount': amount,
  'remedy.pay_by': time,
  'case.owner': words,
  'case.id': neededWords,
  cause: words,
  what: neededWords,
  reason: words,
  link: neededWords,
  next_word_by: time,
  still_stands: words,
  choices: neededWords,
  slots: neededWords,
  'slot.start': time,
  'slot.end': time,
}

/** For suggestions. */
export const KNOWN_NAMES: readonly string[] = Object.keys(NAMES)

/** What a text's name stands for; undefined: nothing we know. A fact's fields are the fact's business. */
export function nameOf(path: readonly string[]): Name | undefined {
  if (path[0] === 'fact' && path.length > 1) return words
  const name = path.join('.')
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
}
