import type { FactData } from '../fact/fact.ts'
import { billMatchesQuote } from './bill-matches-quote.ts'

/** True when what was promised in the first holds in the second. */
export type NamedCheck = (promised: FactData, stated: FactData) => boolean

/** The pure checks a standing promise may name. */
export const checks: ReadonlyMap<string, NamedCheck> = new Map([['bill-matches-quote', billMatchesQuote]])
