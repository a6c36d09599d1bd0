import type { Fact } from '../../core/fact/fact.ts'
import { SUBJECT_KINDS } from '../../store/log/fact-columns.ts'
import type { Known } from '../turn/known.ts'
import type { Writes } from '../turn/writes.ts'

const SILO = SUBJECT_KINDS.indexOf('silo')

/** What a silo hears of an incident concerns customers: it will be passed on to them. */
export function hearsIncident({ kind, bucket, subject }: Known, fact: Fact, { passing }: Writes): void {
  if (kind !== SILO || (fact.type !== 'incident.declared' && fact.type !== 'incident.ended')) return
  passing.push({ bucket, subject, fact })
}
