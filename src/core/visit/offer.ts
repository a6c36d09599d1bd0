import type { Fact } from '../fact/fact.ts'
import { parseInstant, type Instant } from '../time/instant.ts'
import { parseWindow } from '../time/window.ts'
import type { Slot } from './slot.ts'

/** What a visit's customer may choose from. */
export interface Offer {
  readonly slots: readonly Slot[]
  /** null: until each of them begins. */
  readonly until: Instant | null
}

/** The last list that was offered for a visit, without what was released since; null: none was. Facts in the order of time. */
export function offerOf(facts: readonly Fact[], visit: string): Offer | null {
  const at = facts.findLastIndex(({ type, data }) => type === 'slots.offered' && data['visit'] === visit)
  const offered = facts[at]
  if (offered === undefined) return null
  const gone = new Set(
    facts.slice(at + 1).flatMap(({ type, data }) => (type === 'slot.released' ? [data['slot']] : [])),
  )
  const slots = slotsIn(offered.data['slots']).filter(({ slot }) => slot === null || !gone.has(slot))
  const { until } = offered.data
  return { slots, until: typeof until === 'string' ? (parseInstant(until) ?? null) : null }
}

/** Those of an offer that may still be chosen. */
export const openSlots = (offer: Offer | null, now: Instant): readonly Slot[] =>
  offer === null || (offer.until !== null && offer.until < now) ? [] : offer.slots.filter(({ start }) => start > now)

/** Slots as facts carry them; what is none is left out. */
export function slotsIn(value: unknown): readonly Slot[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown): readonly Slot[] => {
    const window = parseWindow(one)
    const slot =
      typeof one === 'object' && one !== null && 'slot' in one && typeof one.slot === 'string' ? one.slot : null
    return window === undefined ? [] : [{ slot, ...window }]
  })
}
