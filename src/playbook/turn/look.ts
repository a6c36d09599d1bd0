import type { Fact } from '../../core/fact/fact.ts'
import {
  isCounted,
  isOutstanding,
  type CustomerPromise,
  type PromiseVersion,
} from '../../core/promise/customer-promise.ts'
import type { Forecast } from '../../forecast/forecast.ts'
import type { CustomerSeen, Seen } from '../seen.ts'
import { foresee } from './foresee.ts'
import { openPromises } from './incidents.ts'
import { learnOfLeaving } from './leaving.ts'
import { movedBy } from './moved-by.ts'
import { versionAnchor, type Turn } from './turn.ts'

const customerSeen = (turn: Turn): CustomerSeen => ({
  zone: turn.ledger.context.zoneAt(turn.now),
  outstanding: () => {
    let count = 0
    for (const promise of turn.published.values()) count += promise.versions.filter(isOutstanding).length
    return count
  },
  openPromises: () => openPromises(turn).filter(isCounted).length,
  openCases: turn.openCases,
  ended: turn.ended,
  asked: turn.asked,
  did: turn.did,
})

export interface LookAt {
  readonly promise?: CustomerPromise | undefined
  readonly version?: PromiseVersion | undefined
  readonly fact?: Fact | undefined
}

/** What there is to see at this instant; a forecast only of a version that is open. */
export function look(turn: Turn, { promise, version, fact }: LookAt): Seen {
  const forecast = promise !== undefined && version?.state === 'open' ? foresee(turn, promise, version) : null
  return {
    fact: fact ?? null,
    promise: promise ?? null,
    version: version ?? null,
    forecast,
    moved: promise === undefined || version === undefined ? null : movedSince(turn, { promise, version, forecast }),
    movedBy: version === undefined ? null : movedBy(turn, version),
    score: (name) => scoreOf(turn, name, { promise, version }),
    customer: customerSeen(turn),
    now: turn.now,
  }
}

/** Learned of open promises that were made to the customer; a check of a standing one has no making of its own. */
function scoreOf({ forecaster, ledger, now }: Turn, name: string, { promise, version }: LookAt): number | null {
  const made = promise === undefined ? undefined : ledger.records.get(promise.id)?.promised?.fact
  if (promise === undefined || version?.state !== 'open' || made === undefined) return null
  return forecaster?.score?.(name, { promise, version, made, now }) ?? null
}

interface Said {
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
  readonly forecast: Forecast | null
}

function movedSince(turn: Turn, { promise, version, forecast }: Said): number | null {
  const last = turn.sayings.get(versionAnchor(promise.id, version.n))?.at(-1)
  if (last === undefined || last.expected === null || forecast === null || forecast.expected === null) return null
  return Math.abs(forecast.expected - last.expected)
}

/** What the rest of the customer's facts say about the customer, beside the promises. */
export function learnOfCustomer(turn: Turn, fact: Fact): void {
  const { type, data } = fact
  if (type === 'customer.updated' && typeof data['area'] === 'string') turn.area = data['area']
  if (type === 'inquiry.received' && typeof data['reason'] === 'string') turn.asked.add(data['reason'])
  if (type === 'service.used' && typeof data['what'] === 'string') turn.did.add(data['what'])
  if (type === 'service.ended') turn.ended = true
  if (type === 'service.activated') turn.ended = false
  if (type === 'case.opened') turn.openCases += 1
  if (type === 'case.closed') turn.openCases = Math.max(0, turn.openCases - 1)
  if (type.startsWith('message.')) learnOfLeaving(turn, fact)
}
