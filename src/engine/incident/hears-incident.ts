import type { Fact } from '../../core/fact/fact.ts'
import { isHistory } from '../../core/fact/history.ts'
import { SUBJECT_KINDS } from '../../store/log/fact-columns.ts'
import type { Known } from '../turn/known.ts'
import type { Writes } from '../turn/writes.ts'

const CUSTOMER = SUBJECT_KINDS.indexOf('customer')
const SILO = SUBJECT_KINDS.indexOf('silo')

/** What tells where a customer is, or where something is promised to them. */
const NAMES_AREA: ReadonlySet<string> = new Set(['fault.reported', 'promise.made', 'customer.updated'])

/**
 * What a silo hears of an incident concerns customers: it will be passed on to them. Of a customer who reports from an area
 * the store is asked what is on there.
 */
export function hearsIncident({ kind, bucket, subject }: Known, fact: Fact, { passing, reporting }: Writes): void {
  const { area } = fact.data
  if (kind === CUSTOMER && NAMES_AREA.has(fact.type) && typeof area === 'string' && !isHistory(fact))
    reporting.push({ bucket, customer: subject, area })
  if (kind === SILO && (fact.type === 'incident.declared' || fact.type === 'incident.ended'))
    passing.push({ bucket, subject, fact })
}
