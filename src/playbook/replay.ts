import { byHeard } from '../core/fact/order.ts'
import type { Fact } from '../core/fact/fact.ts'
import type { CustomerId } from '../core/fact/subject.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Program } from './program.ts'
import { advance } from './turn/advance.ts'
import { hear } from './turn/hear.ts'
import { startTurn, type Turn } from './turn/turn.ts'

export interface ReplayOptions {
  readonly program: Program
  /** Where customers are until a fact says otherwise. IANA name. */
  readonly zone: string
  /** The last instant of virtual time: what was heard by then counts, and what was due by then has happened. */
  readonly until: Instant
}

/**
 * Runs one customer's past through a program, in the order it was heard, in virtual time. Nothing is sent. What Troth
 * itself once stated is left out and decided anew; what another subject's turn told this one is kept.
 */
export function replayCustomer(options: ReplayOptions, customer: CustomerId, facts: readonly Fact[]): Turn {
  const { program, zone, until } = options
  const turn = startTurn({ program, customer, zone })
  for (const fact of inHeardOrder(facts)) {
    if (fact.heard > until) break
    if (fact.origin !== 'engine' || isToldByOthers(fact)) hear(turn, fact)
  }
  // Facts come in whole milliseconds, so this is everything planned up to and at `until`.
  advance(turn, until + 1)
  turn.now = Math.max(turn.now, until)
  return turn
}

/** Told by a crew's day or a silo: no turn of this customer's could decide it anew. */
const isToldByOthers = ({ type }: Fact): boolean => type === 'visit.next-stop' || type === 'silo.load'

function inHeardOrder(facts: readonly Fact[]): readonly Fact[] {
  for (let index = 1; index < facts.length; index++) {
    const [before, after] = [facts[index - 1], facts[index]]
    if (before !== undefined && after !== undefined && byHeard(before, after) > 0) return facts.toSorted(byHeard)
  }
  return facts
}
