import { factRef } from '../../core/fact/fact.ts'
import type { Reading } from '../../core/message/reply/reading.ts'
import type { Duration } from '../../core/time/instant.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import { seenBefore } from '../../store/views/seen-before.ts'
import { addressOf, type Address } from './candidates.ts'
import { keepUnmatched } from './keep-unmatched.ts'
import { readFrom } from './read-from.ts'
import type { HeardReply, HearingRoom } from './room.ts'
import { stateReply } from './state-reply.ts'
import { stopAll } from './stop-all.ts'
import { whoseReply, type Whose } from './whose-reply.ts'

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

/** Settled when it is on record: with its customer, with candidates for a person, or with those nobody knows. */
export async function hearReply(heard: HeardReply, { channel, kind }: Over, room: HearingRoom): Promise<void> {
  const came: Came = { channel, kind, heard, address: addressOf(kind, heard.from, room.vault) }
  const whose = await whoseReply(heard, came.address, room)
  if (await wasHeard(came, whose, room)) return
  const { one, candidates } = whose
  const reading = await readFrom(came, one, room)
  if (one !== null) return stateReply(came, { ...whose, one, reading }, room)
  if (isStop(reading)) return stopAll(came, whose.all, room)
  await keepUnmatched(came, candidates, room)
}

export const isStop = ({ act }: Reading): boolean => act?.act === 'stop'

/** What it was heard as the first time counts, whoever has this address now. */
async function wasHeard({ channel, heard }: Came, { all }: Whose, { store, sha256 }: HearingRoom): Promise<boolean> {
  const ref = sha256(factRef({ source: channel, id: heard.id })).slice(0, 32)
  const places = [placeOfCustomer(ref), ...all]
  const buckets = [...new Set(places.map(({ bucket }) => bucket))]
  const seen = await seenBefore(
    store,
    buckets.map((bucket) => ({ bucket, ref, content: 0 })),
  )
  return seen.size > 0
}
