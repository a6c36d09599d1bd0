import type { FactData } from '../fact/fact.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import type { VisitWindow } from '../time/window.ts'
import { openSlots } from './offer.ts'
import type { Slot } from './slot.ts'
import type { Visit } from './visit.ts'

/** What a customer does about a visit, by page, reply, button or calendar alike. */
export type VisitAct =
  | { readonly act: 'confirm' }
  | { readonly act: 'take'; readonly slot: Slot }
  | { readonly act: 'cancel'; readonly reason: string | null }
  /** Undoes a cancellation of their own. */
  | { readonly act: 'keep' }

export interface Acting {
  readonly now: Instant
  /** The fact that the customer's own act is on record as: source and id, with a blank between. */
  readonly own: string
  /** `sms`, `mail`, `link` … */
  readonly channel: string
}

/** What follows from it, as facts to be stated beside the act itself; `id` is to be set behind the act's own. */
export interface ActFact {
  readonly id: string
  readonly type: string
  readonly data: FactData
}

export type ActRefusal =
  | 'visit.over'
  | 'visit.under-way'
  | 'visit.cancelled'
  | 'visit.not-cancelled'
  | 'slot.not-on-offer'
  | 'undo.too-late'

export type Acted = { readonly facts: readonly ActFact[] } | { readonly refused: ActRefusal }

/** How long a customer may take back a cancellation, while the window is still ahead. */
export const UNDO_MS = 24 * 3_600_000

/** Pure, and never throws: the same visit, act and hour always come to the same. */
export function actOn(visit: Visit, act: VisitAct, acting: Acting): Acted {
  const refused = whyNot(visit, act, acting.now)
  return refused === null ? { facts: factsOf(visit, act, acting) } : { refused }
}

function whyNot(visit: Visit, act: VisitAct, now: Instant): ActRefusal | null {
  const { state, window, cancelled } = visit
  if (act.act === 'keep') {
    if (state !== 'cancelled' || cancelled?.by !== 'customer') return 'visit.not-cancelled'
    return now > cancelled.at + UNDO_MS || now >= window.start ? 'undo.too-late' : null
  }
  if (state === 'cancelled') return 'visit.cancelled'
  if (state === 'done' || state === 'not-done' || now > window.end) return 'visit.over'
  if (act.act === 'confirm') return null
  if (state === 'on-the-way' || state === 'arrived') return 'visit.under-way'
  if (act.act === 'take' && !openSlots(visit.offer, now).some((slot) => isSame(slot, act.slot)))
    return 'slot.not-on-offer'
  return null
}

const isSame = (a: Slot, b: Slot): boolean => a.start === b.start && a.end === b.end && a.slot === b.slot

function factsOf({ visit, state, booked, window }: Visit, act: VisitAct, { own, channel }: Acting): readonly ActFact[] {
  switch (act.act) {
    case 'confirm':
      return state === 'booked' ? [{ id: 'confirmed', type: 'visit.confirmed', data: { visit, channel } }] : []
    case 'take':
      return [
        {
          id: 'moved',
          type: 'visit.moved',
          data: { visit, window: windowData(act.slot), asked_by: 'customer', act: own },
        },
      ]
    case 'cancel':
      return [
        {
          id: 'cancelled',
          type: 'visit.cancelled',
          data: { visit, asked_by: 'customer', ...present('reason', act.reason) },
        },
      ]
    case 'keep':
      return [{ id: 'kept', type: 'visit.booked', data: { ...booked, visit, window: windowData(window) } }]
  }
}

const windowData = ({ start, end }: VisitWindow): FactData => ({ start: formatInstant(start), end: formatInstant(end) })

const present = (name: string, value: string | null): FactData => (value === null ? {} : { [name]: value })
