import type { Fact } from '../../core/fact/fact.ts'
import { bucketOf } from '../../store/bucket.ts'
import { customersAt } from '../../store/people/customers-at.ts'
import { resumeAddress } from '../../store/replies/resume-address.ts'
import { stopAddress } from '../../store/replies/stop-address.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import { addressOf } from './candidates.ts'
import type { Over } from './came.ts'
import type { HearingRoom, HeardStop } from './room.ts'

/** The provider has stopped our messages to an address, or lets them again: consent of everybody known there, or of the address. */
export async function hearStop(said: HeardStop, { channel, kind }: Over, room: HearingRoom): Promise<void> {
  const { store, clock, vault, log } = room
  const { hash } = addressOf(kind, said.from, vault)
  const now = clock()
  const all = await customersAt(store, hash)
  log(`provider.${said.heard}`, { channel, customers: all.length })
  const address = { bucket: bucketOf(hash), hash, channel: kind }
  if (said.heard === 'resumed') await resumeAddress(store, address)
  else if (all.length === 0) await stopAddress(store, { ...address, since: now })
  const aliases = await aliasesOf(store, all)
  const type = said.heard === 'stopped' ? 'consent.withdrawn' : 'consent.given'
  const facts = all.flatMap(({ customer }): readonly Fact[] => {
    const alias = aliases.get(customer)
    if (alias === undefined) return []
    const id = `${said.id}:${said.heard}:${customer.slice(0, 8)}`
    const data = { channel: kind, class: 'all', how: 'provider' }
    const time = Math.min(said.at, now)
    return [{ source: channel, id, type, subject: alias, time, heard: now, origin: 'person', data }]
  })
  if (facts.length > 0) await room.accept(facts)
}
