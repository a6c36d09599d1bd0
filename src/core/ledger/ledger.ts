import type { Fact, FactRef } from '../fact/fact.ts'
import { factRef } from '../fact/fact.ts'
import type { CustomerId } from '../fact/subject.ts'
import type { CustomerPromise } from '../promise/customer-promise.ts'
import type { ClausesByType } from '../promise/clause.ts'
import type { FoldContext } from '../promise/rule.ts'
import type { Instant } from '../time/instant.ts'
import { foldRecord, hearEntry, type PromiseRecord } from './record.ts'
import { isSameFact } from './same-fact.ts'

/**
 * One customer's ledger while it is being folded. It changes in place (copying it for each fact would cost more than
 * the fold itself), so it belongs to one turn at a time; what it holds depends on the facts alone, not on their order.
 */
export interface Ledger {
  readonly customer: CustomerId
  readonly clauses: ClausesByType
  readonly records: Map<string, PromiseRecord>
  readonly facts: Map<FactRef, Fact>
  readonly acts: Set<string>
  readonly zones: { readonly since: Instant; readonly zone: string }[]
  readonly context: FoldContext
}

export interface LedgerStart {
  readonly customer: CustomerId
  readonly clauses: ClausesByType
  /** Where the customer is, until a fact says otherwise. IANA name. */
  readonly zone: string
}

export function openLedger({ customer, clauses, zone }: LedgerStart): Ledger {
  const zones: { since: Instant; zone: string }[] = []
  const acts = new Set<string>()
  const zoneAt = (at: Instant): string => zones.findLast(({ since }) => since <= at)?.zone ?? zone
  return { customer, clauses, records: new Map(), facts: new Map(), acts, zones, context: { zoneAt, acts } }
}

export type Heard =
  | { readonly heard: 'new'; readonly touched: readonly CustomerPromise[] }
  | { readonly heard: 'again' }
  | { readonly heard: 'different' }

const NOTHING: readonly CustomerPromise[] = []

/**
 * Takes one fact in. Heard again it changes nothing; the same id with other content is refused. Answers the promises
 * it touched, as they are now, whether or not it changed them.
 */
export function hearFact(ledger: Ledger, fact: Fact): Heard {
  const ref = factRef(fact)
  const known = ledger.facts.get(ref)
  if (known !== undefined) return { heard: isSameFact(known, fact) ? 'again' : 'different' }
  ledger.facts.set(ref, fact)
  const touched = fact.origin === 'engine' ? NOTHING : applyClauses(ledger, fact)
  const refolded = fact.origin === 'engine' ? NOTHING : applyToContext(ledger, fact)
  return { heard: 'new', touched: refolded.length === 0 ? touched : [...touched, ...refolded] }
}

function applyClauses(ledger: Ledger, fact: Fact): readonly CustomerPromise[] {
  const clauses = ledger.clauses.get(fact.type)
  if (clauses === undefined) return NOTHING
  const touched: CustomerPromise[] = []
  for (const clause of clauses) {
    const key = clause.key(fact)
    if (key === undefined) continue
    const id = `${clause.rule.id}/${key}`
    const before = ledger.records.get(id) ?? { key, entries: [], promise: null, promised: null }
    const record = hearEntry(before, { fact, clause }, ledger.context)
    ledger.records.set(id, record)
    if (record.promise?.rule === clause.rule) touched.push(record.promise)
  }
  return touched
}

/** Facts that change how others are read: a customer's own act named by a move, and where the customer is. */
function applyToContext(ledger: Ledger, fact: Fact): readonly CustomerPromise[] {
  if (isOwnAct(fact)) {
    const act = factRef(fact)
    ledger.acts.add(act)
    return refold(ledger, ({ entries }) => entries.some((entry) => entry.fact.data['act'] === act))
  }
  const zone = fact.type === 'customer.updated' ? fact.data['zone'] : undefined
  if (typeof zone !== 'string') return NOTHING
  ledger.zones.push({ since: fact.time, zone })
  ledger.zones.sort((a, b) => a.since - b.since || (a.zone < b.zone ? -1 : 1))
  return refold(ledger, ({ entries }) => entries.some((entry) => entry.fact.time >= fact.time))
}

/** What a customer does: answers, uses a link, or says so in a call that was recorded. An agent's note is none. */
function isOwnAct({ type, origin, data }: Fact): boolean {
  if (type === 'call.made') return data['recorded'] === true
  return origin === 'person' && (type === 'reply.received' || type === 'link.used')
}

function refold(ledger: Ledger, concerns: (record: PromiseRecord) => boolean): readonly CustomerPromise[] {
  const touched: CustomerPromise[] = []
  for (const [id, record] of ledger.records) {
    if (!concerns(record)) continue
    const folded = foldRecord(record.key, record.entries, ledger.context)
    ledger.records.set(id, folded)
    if (folded.promise !== null) touched.push(folded.promise)
  }
  return touched
}
