import type { Fact } from '../../core/fact/fact.ts'
import { bucketOf } from '../../store/bucket.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import { stopAddress } from '../../store/replies/stop-address.ts'
import { markSeen } from '../../store/log/mark-seen.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import type { Came } from './came.ts'
import type { HearingRoom } from './room.ts'
import { unmatchedRef } from './unmatched-ref.ts'

/** A stop whose sender is not sure: it is everybody's at this address, and of nobody's the address is written down. */
export async function stopAll(came: Came, all: readonly CustomerPlace[], room: HearingRoom): Promise<void> {
  const { channel, kind, address, heard } = came
  room.log('reply.stop', { channel, reply: heard.id, customers: all.length })
  const facts = await stopFacts(came, { all, first: all[0] ?? null }, room)
  if (facts.length > 0) return void (await room.accept(facts))
  const { hash } = address
  await room.store.inTransaction(async (tx) => {
    await markSeen(tx, [unmatchedRef(channel, heard.id, room.sha256)])
    await stopAddress(tx, { bucket: bucketOf(hash), hash, channel: kind, since: room.clock() })
  })
}

export interface Stopping {
  readonly all: readonly CustomerPlace[]
  /** Who is told so; the others at the same telephone are not told once more. null: nobody. */
  readonly first: CustomerPlace | null
}

/** Consent is withdrawn, for every class over this kind of channel, by everybody who was ever known at this address. */
export async function stopFacts(
  { channel, kind, heard }: Came,
  { all, first }: Stopping,
  { store, clock }: HearingRoom,
): Promise<readonly Fact[]> {
  const aliases = await aliasesOf(store, all)
  const now = clock()
  return all.flatMap(({ customer }) => {
    const alias = aliases.get(customer)
    if (alias === undefined) return []
    const how = customer === first?.customer ? 'reply' : 'shared-address'
    return [
      {
        source: channel,
        id: `${heard.id}:stop:${customer.slice(0, 8)}`,
        type: 'consent.withdrawn',
        subject: alias,
        time: Math.min(heard.at, now),
        heard: now,
        origin: 'person',
        data: { channel: kind, class: 'all', how },
      },
    ] as const
  })
}
