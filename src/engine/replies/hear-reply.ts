import { factRef } from '../../core/fact/fact.ts'
import { seenBefore } from '../../store/views/seen-before.ts'
import { isStop, type Came, type Over } from './came.ts'
import { addressOf } from './candidates.ts'
import { keepUnmatched } from './keep-unmatched.ts'
import { readFrom } from './read-from.ts'
import type { HeardReply, HearingRoom } from './room.ts'
import { stateReply } from './state-reply.ts'
import { stopAll } from './stop-all.ts'
import { unmatchedRef } from './unmatched-ref.ts'
import { whoseReply, type Whose } from './whose-reply.ts'

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

/** What it was heard as the first time counts, whoever has this address now. */
async function wasHeard({ channel, heard }: Came, { all }: Whose, { store, sha256 }: HearingRoom): Promise<boolean> {
  const ref = sha256(factRef({ source: channel, id: heard.id })).slice(0, 32)
  const buckets = [...new Set(all.map(({ bucket }) => bucket))]
  const stated = buckets.map((bucket) => ({ bucket, ref, content: 0 }))
  const seen = await seenBefore(store, [...stated, unmatchedRef(channel, heard.id, sha256)])
  return seen.size > 0
}
