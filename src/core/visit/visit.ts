import type { Fact, FactData } from '../fact/fact.ts'
import { byTime } from '../fact/order.ts'
import { parseInstant, type Instant } from '../time/instant.ts'
import { parseWindow, type VisitWindow } from '../time/window.ts'
import { offerOf, type Offer } from './offer.ts'

export type VisitState = 'booked' | 'confirmed' | 'on-the-way' | 'arrived' | 'done' | 'not-done' | 'cancelled'

/** A visit as its customer may see it. A window that was renegotiated or slipped stands in `moved`. */
export interface Visit {
  /** Its key; of a visit that another one follows, the live one's. */
  readonly visit: string
  readonly state: VisitState
  readonly window: VisitWindow
  /** The last change of its window. */
  readonly moved: {
    readonly from: VisitWindow
    readonly by: 'customer' | 'company'
    readonly reason: string | null
    readonly at: Instant
  } | null
  readonly cancelled: { readonly by: 'customer' | 'company'; readonly at: Instant } | null
  /** Rises with each change of window or state that another act could be stale against. */
  readonly changes: number
  readonly booked: FactData
  /** Why it was not done, as a code. */
  readonly notDone: string | null
  /** When the crew now expects to arrive; of `arrived`, when it did. */
  readonly expected: Instant | null
  readonly arrived: Instant | null
  readonly offer: Offer | null
}

/**
 * One customer's visit, from all their facts, in the order of time. A later visit that follows it takes its place, so
 * that an old link leads to what is live. undefined: no such visit was ever booked.
 */
export function visitOf(facts: readonly Fact[], key: string): Visit | undefined {
  const told = facts.filter(({ origin }) => origin !== 'engine').toSorted(byTime)
  const live = liveKey(told, key)
  let visit: Visit | undefined
  for (const fact of told) if (fact.data['visit'] === live) visit = hear(visit, fact)
  return visit === undefined ? undefined : { ...visit, offer: offerOf(told, live) }
}

/** The last of the visits that follow each other, from this one on. */
function liveKey(facts: readonly Fact[], key: string): string {
  const next = facts.findLast(({ type, data }) => type === 'visit.booked' && data['follows'] === key)?.data['visit']
  return typeof next === 'string' && next !== key
    ? liveKey(
        facts.filter(({ data }) => data['follows'] !== key),
        next,
      )
    : key
}

function hear(visit: Visit | undefined, fact: Fact): Visit | undefined {
  if (fact.type === 'visit.booked') return book(visit, fact)
  if (visit === undefined) return undefined
  const { changes } = visit
  switch (fact.type) {
    case 'visit.moved':
      return move(visit, fact)
    case 'visit.confirmed':
      return visit.state === 'booked' ? { ...visit, state: 'confirmed' } : visit
    case 'visit.cancelled':
      return { ...visit, state: 'cancelled', cancelled: { by: asked(fact), at: fact.time }, changes: changes + 1 }
    case 'crew.on-the-way':
      return { ...visit, state: 'on-the-way', expected: timeIn(fact, 'expected') }
    case 'crew.delayed':
      return { ...visit, expected: timeIn(fact, 'expected') ?? visit.expected }
    case 'crew.arrived':
      return { ...visit, state: 'arrived', arrived: fact.time }
    case 'visit.done':
      return { ...visit, state: 'done', changes: changes + 1 }
    case 'visit.not-done':
      return { ...visit, state: 'not-done', notDone: text(fact, 'reason'), changes: changes + 1 }
    default:
      return visit
  }
}

function book(visit: Visit | undefined, fact: Fact): Visit | undefined {
  const window = parseWindow(fact.data['window'])
  if (window === undefined) return visit
  const fresh = { state: 'booked', window, cancelled: null, notDone: null, expected: null, arrived: null } as const
  const booked = { ...visit?.booked, ...fact.data }
  return {
    moved: null,
    offer: null,
    ...visit,
    ...fresh,
    visit: String(fact.data['visit']),
    booked,
    changes: (visit?.changes ?? -1) + 1,
  }
}

function move(visit: Visit, fact: Fact): Visit {
  const window = parseWindow(fact.data['window'])
  if (window === undefined) return visit
  const moved = { from: visit.window, by: asked(fact), reason: text(fact, 'reason'), at: fact.time }
  return { ...visit, state: 'booked', window, moved, expected: null, cancelled: null, changes: visit.changes + 1 }
}

const asked = ({ data }: Fact): 'customer' | 'company' => (data['asked_by'] === 'customer' ? 'customer' : 'company')

const text = ({ data }: Fact, field: string): string | null => {
  const value = data[field]
  return typeof value === 'string' ? value : null
}

const timeIn = (fact: Fact, field: string): Instant | null => parseInstant(text(fact, field) ?? '') ?? null
