import { fromPlainId, plainId } from '../document/plain-id.ts'
import type { Fact } from '../fact/fact.ts'
import type { CustomerId } from '../fact/subject.ts'
import type { VisitWindow } from '../time/window.ts'
import { visitOf, type Visit } from './visit.ts'

/** A visit as calendars know it (RFC 5545), whether by mail or from the customer's page. */
export interface VisitInCalendar extends VisitWindow {
  /** The same for the visit's whole life; of a visit that follows another it is another one's. */
  readonly uid: string
  /** Rises with each change, and is the same for whoever asks. */
  readonly sequence: number
}

/** The facts of a change that an entry must tell are what `changes` counts, so that it serves as SEQUENCE as it is. */
export const calendarOf = ({ visit, window, changes }: Visit, customer: CustomerId): VisitInCalendar => ({
  uid: calendarUid(visit, customer),
  sequence: changes,
  start: window.start,
  end: window.end,
})

/**
 * Of exactly this visit, even when another one follows it by now: a cancellation must find its own entry, not the
 * next one's. undefined: it was never booked.
 */
export function calendarOfKey(facts: readonly Fact[], key: string, customer: CustomerId): VisitInCalendar | undefined {
  const own = facts.filter(({ data }) => data['visit'] === key)
  const visit = visitOf(own, key)
  return visit === undefined ? undefined : calendarOf(visit, customer)
}

/**
 * The visit's key and the first half of the customer's id: apart for two customers of one silo's numbering, and
 * nothing personal. No host's name, as RFC 7986 §5.3 asks.
 */
export const calendarUid = (visit: string, customer: CustomerId): string =>
  `${plainId(visit)}.${customer.slice(0, SHORT)}@troth`

const SHORT = 16

/** Which visit a calendar speaks of, and whether it can be this customer's; undefined: it speaks of none of ours. */
export function visitOfUid(uid: string): { readonly visit: string; readonly customer: string } | undefined {
  const [, plain, customer] = /^(.+)\.([0-9a-f]{16})@troth$/.exec(uid) ?? []
  const visit = plain === undefined ? undefined : fromPlainId(plain)
  return visit === undefined || customer === undefined ? undefined : { visit, customer }
}
