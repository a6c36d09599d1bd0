import { parseInstant, type Instant } from '../time/instant.ts'
import type { Fact, FactData } from './fact.ts'

/** `5 09:30` is 5 March 2026, 09:30 UTC, a Thursday; the 2nd is a Monday. All tests of the ledger live in that month. */
export function on(dayAndClock: string): Instant {
  const [day = '', clock = ''] = dayAndClock.split(' ')
  const instant = parseInstant(`2026-03-${day.padStart(2, '0')}T${clock}:00Z`)
  if (instant === undefined) throw new Error(`no day and clock: ${dayAndClock}`)
  return instant
}

/** The same as RFC 3339 text, as it stands in a fact's data. */
export const text = (dayAndClock: string): string => {
  const [day = '', clock = ''] = dayAndClock.split(' ')
  return `2026-03-${day.padStart(2, '0')}T${clock}:00Z`
}

export type FactParts = Partial<Omit<Fact, 'heard' | 'time' | 'data'>> & { readonly heard?: string }

/** A fact from outside about one customer, heard when it was true unless `heard` says otherwise. */
export function given(type: string, time: string, data: FactData = {}, parts: FactParts = {}): Fact {
  const { heard = time, ...rest } = parts
  return {
    source: 'crm',
    id: `${type}@${time}`,
    type,
    subject: 'crm:1',
    time: on(time),
    heard: on(heard),
    origin: 'outside',
    ...rest,
    data,
  }
}
