import type { Fact } from '../../core/fact/fact.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { Duration, Instant } from '../../core/time/instant.ts'
import { isAnyOnItsWay } from '../../store/replies/any-on-its-way.ts'
import { attemptOfProvider, type ProvidersAttempt } from '../../store/replies/attempt-of-provider.ts'
import type { Vault } from '../../store/people/vault.ts'
import type { Store } from '../../store/store.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import { decisionById } from '../../store/views/decision-by-id.ts'
import { incoming } from '../accept/incoming.ts'
import type { Work } from '../accept/work.ts'
import { present } from './reply-data.ts'
import type { HeardReceipt } from './room.ts'

export interface ReceiptRoom {
  readonly store: Store
  readonly vault: Vault
  readonly sha256: Sha256
  readonly take: (work: Work) => void
  readonly clock: () => Instant
  readonly log: (happened: string, fields: Readonly<Record<string, unknown>>) => void
}

/** A provider on the same machine is faster than our commit: its word waits for ours this often. */
const LOOKS = 10
const LOOK_AGAIN: Duration = 200

/** Heard again, or after what it contradicts, a receipt changes nothing; one of no message of ours is only counted. */
export async function hearReceipt(heard: HeardReceipt, channel: string, room: ReceiptRoom): Promise<void> {
  const { providerId, outcome } = heard
  const attempt = await find({ channel, providerId }, room)
  if (attempt === undefined) return room.log('receipt.unknown', { channel, providerId, outcome })
  if (attempt.state === outcome || attempt.state === 'delivered')
    return room.log('receipt.again', { channel, message: attempt.message, outcome, state: attempt.state })
  await writeDown(attempt, heard, room)
  room.log(`message.${outcome}`, { channel, message: attempt.message, code: heard.code })
}

interface Named {
  readonly channel: string
  readonly providerId: string
}

async function find(named: Named, { store }: ReceiptRoom): Promise<ProvidersAttempt | undefined> {
  for (let looks = 1; ; looks += 1) {
    const found = await attemptOfProvider(store, named)
    if (found !== undefined || looks === LOOKS || !(await isAnyOnItsWay(store, named.channel))) return found
    await new Promise((again) => setTimeout(again, LOOK_AGAIN))
  }
}

/** As a fact of its customer's: their turn writes it down and does what follows (`../send/receipt-fate.ts`). */
async function writeDown(attempt: ProvidersAttempt, heard: HeardReceipt, room: ReceiptRoom): Promise<void> {
  const fact = await factOf(attempt, heard, room)
  if (fact === null) return
  const place = { subject: attempt.customer, bucket: attempt.bucket, kind: 0 }
  await new Promise<void>((done, failed) =>
    room.take({ place, facts: [incoming(fact, room)], done: () => done(), failed }),
  )
}

/** null: the customer has been forgotten meanwhile. */
async function factOf(attempt: ProvidersAttempt, heard: HeardReceipt, room: ReceiptRoom): Promise<Fact | null> {
  const { store, clock } = room
  const { bucket, customer, message, n, channel } = attempt
  const alias = (await aliasesOf(store, [{ bucket, customer }])).get(customer)
  if (alias === undefined) return null
  const [decision = '', rung = '0'] = message.split('-')
  const said = await decisionById(store, decision)
  const { outcome, reason, code, at } = heard
  const type = `message.${outcome}`
  const now = clock()
  const about = { promise: said?.promise ?? null, version: said?.version ?? null }
  const why = outcome === 'failed' ? { reason, code } : {}
  return {
    source: channel,
    id: `${type}:${message}:${n}`,
    type,
    subject: alias,
    time: Math.min(at, now),
    heard: now,
    origin: 'outside',
    data: present({ message, decision, channel, rung: Number(rung), ...about, ...why }),
  }
}
