import type { Instant } from '../../core/time/instant.ts'
import { isAway } from '../../store/store.ts'
import { settle, type Told, type Tried } from './fates.ts'
import type { Incoming } from '../accept/incoming.ts'
import { ownFact } from '../turn/promise-facts.ts'
import type { Work } from '../accept/work.ts'
import { noWrites, type Writes } from '../turn/writes.ts'

export interface SettlingFates {
  readonly take: (work: Work) => void
  readonly clock: () => Instant
  readonly log: (happened: string, fields: Readonly<Record<string, unknown>>) => void
}

const AGAIN_MS = 500

/**
 * Hands what became of a message to its customer's turn. A message that has left must not be forgotten: while the
 * database is away this tries again, and if the process dies meanwhile the open attempt says that nobody knows.
 */
export async function settleFate(tried: Tried, settling: SettlingFates): Promise<void> {
  for (;;) {
    try {
      await commitFate(tried, settling)
      return
    } catch (error) {
      if (!isAway(error)) throw error
      await new Promise((again) => setTimeout(again, AGAIN_MS))
    }
  }
}

function commitFate(tried: Tried, { take, clock }: SettlingFates): Promise<void> {
  const { bucket, subject_kind: kind, customer: subject } = tried.message
  const now = clock()
  const writes = noWrites()
  const told = settle(tried, { now }, writes)
  const facts = told === null ? [] : [incomingOf(tried, told, now)]
  return new Promise((done, failed) =>
    take({
      place: { subject, bucket, kind },
      facts,
      also: (all) => addTo(all, writes),
      done: () => done(),
      failed,
    }),
  )
}

function incomingOf({ message, n }: Tried, { type, data }: Told, now: Instant): Incoming {
  const { about, customer: subject, bucket, subject_kind: kind, message: name } = message
  const fact = ownFact({ about, heard: now }, { type, id: `${type}:${name}:${n}`, time: now, data })
  return { fact, personal: null, subject, kind, bucket, ref: '', content: null }
}

function addTo(all: Writes, { ended, left, back, messages, cases }: Writes): void {
  all.ended.push(...ended)
  all.left.push(...left)
  all.back.push(...back)
  all.messages.push(...messages)
  all.cases.push(...cases)
}
