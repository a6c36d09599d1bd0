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
  for (const together of byInstant(inHeardOrder(facts.filter(isReplayed)))) {
    if ((together[0]?.heard ?? 0) > until) break
    hear(turn, together)
  }
  // Facts come in whole milliseconds, so this is everything planned up to and at `until`.
  advance(turn, until + 1)
  turn.now = Math.max(turn.now, until)
  return turn
}

/** Of what Troth stated itself, only what a crew's day or a silo told: no turn of this customer's could decide it anew. */
const isReplayed = ({ origin, type }: Fact): boolean =>
  origin !== 'engine' || type === 'visit.next-stop' || type === 'silo.load'

/** Facts in the order of hearing, cut where the instant changes. */
export function* byInstant(facts: readonly Fact[]): Generator<readonly Fact[]> {
  let start = 0
  for (let end = 1; end <= facts.length; end++) {
    if (end < facts.length && facts[end]?.heard === facts[start]?.heard) continue
    if (end > start) yield facts.slice(start, end)
    start = end
  }
}

function inHeardOrder(facts: readonly Fact[]): readonly Fact[] {
  let [before] = facts
  for (const fact of facts) {
    if (before !== undefined && byHeard(before, fact) > 0) return facts.toSorted(byHeard)
    before = fact
  }
  return facts
}
