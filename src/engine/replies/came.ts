import type { Reading } from '../../core/message/reply/reading.ts'
import type { Duration } from '../../core/time/instant.ts'
import type { Address } from './candidates.ts'
import type { HeardReply } from './room.ts'

/** Said longer ago than this it changes nothing by itself: what we know has moved on. As long as facts are news. */
export const NEWS: Duration = 24 * 3_600_000

export interface Over {
  /** By name. */
  readonly channel: string
  /** The kind of address it speaks to. */
  readonly kind: string
}

/** A reply as it was heard over a channel, from an address in its kept form. */
export interface Came extends Over {
  readonly heard: HeardReply
  readonly address: Address
}

export const isStop = ({ act }: Reading): boolean => act?.act === 'stop'
