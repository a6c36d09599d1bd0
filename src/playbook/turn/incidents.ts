import { factRef, type Fact } from '../../core/fact/fact.ts'
import { currentVersion, type CustomerPromise } from '../../core/promise/customer-promise.ts'
import type { Incident, Turn } from './turn.ts'

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const areasOf = ({ data }: Fact): Incident['areas'] => {
  const { areas } = data
  return Array.isArray(areas) ? areas.filter((area) => typeof area === 'string') : null
}

/** Declared again it may reach further, but it was declared once. Answers an incident that is over with this fact. */
export function learnOfIncident({ incidents }: Turn, fact: Fact): Incident | null {
  const id = textOf(fact.data['incident'])
  const known = id === null ? undefined : incidents.get(id)
  if (id !== null && fact.type === 'incident.declared')
    incidents.set(id, { id, areas: areasOf(fact), declared: known?.declared ?? factRef(fact) })
  if (known === undefined || fact.type !== 'incident.ended') return null
  incidents.delete(known.id)
  return known
}

/**
 * The incident a promise is part of, while it is on. Its area is that of the fact that made it, else the customer's own
 * (`customer.updated`); where neither is known, whoever passed the incident on to this customer knew why.
 */
export function incidentOf(turn: Turn, promise: CustomerPromise): Incident | null {
  for (const incident of turn.incidents.values()) if (strikes(turn, incident, promise)) return incident
  return null
}

export function strikes({ ledger, area }: Turn, { areas }: Incident, promise: CustomerPromise): boolean {
  const made = textOf(ledger.records.get(promise.id)?.promised?.fact.data['area'])
  const where = made ?? area
  return where === null || areas === null || areas.includes(where)
}

/** Why the word about an incident is not said now: said before, over, or elsewhere. null: it is to be said. */
export function whyNotTold(turn: Turn, fact: Fact): string | null {
  if (fact.type !== 'incident.declared') return null
  const incident = turn.incidents.get(textOf(fact.data['incident']) ?? '')
  if (incident === undefined) return 'the incident is over'
  if (incident.declared !== factRef(fact)) return `incident ${incident.id} was declared before`
  return isStruck(turn, incident) ? null : `incident ${incident.id} is elsewhere`
}

const isStruck = (turn: Turn, incident: Incident): boolean =>
  turn.area === null ||
  incident.areas === null ||
  incident.areas.includes(turn.area) ||
  openPromises(turn).some((promise) => strikes(turn, incident, promise))

export const openPromises = ({ published }: Turn): readonly CustomerPromise[] =>
  [...published.values()].filter((promise) => currentVersion(promise).state === 'open')
