import type { PromiseVersion } from '../../core/promise/customer-promise.ts'
import { isCustomersAct } from '../../core/promise/life/move.ts'
import type { MovedBy } from '../seen.ts'
import type { Turn } from './turn.ts'

/**
 * Who moved the date to this version's; null: nobody, the promise was made, or made once more, with it. The fact itself
 * says: a customer who chooses another date after the first one broke has moved it all the same.
 */
export function movedBy({ ledger }: Turn, { n, evidence: [first] }: PromiseVersion): MovedBy | null {
  if (n === 1 || first?.as !== 'moved') return null
  const fact = ledger.facts.get(first.fact)
  return fact !== undefined && isCustomersAct(fact, ledger.acts) ? 'customer' : 'company'
}
