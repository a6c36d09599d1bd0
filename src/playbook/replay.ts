import { byHeard } from '../core/fact/order.ts'
import type { Fact } from '../core/fact/fact.ts'
import type { CustomerId } from '../core/fact/subject.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Forecaster } from '../forecast/forecaster.ts'
import type { Program } from './program.ts'
import { advance } from './turn/advance.ts'
import { hear, hearOne } from './turn/hear.ts'
import { startTurn, type Turn } from './turn/turn.ts'
import { watchUntil, type Watch } from './watch.ts'

export interface ReplayOptions {
  readonly program: Program
  /** Where customers are until a fact says otherwise. IANA name. */
  readonly zone: string
  /** The last instant of virtual time: what was heard by then counts, and what was due by then has happened. */
  readonly until: Instant
  /** What was learned from the past; without one only silos and needs forecast. */
  readonly forecaster?: Forecaster | null
  readonly watch?: (turn: Turn) => Watch
}

/**
 * Runs one customer's past through a program, in the order it was heard, in virtual time. Nothing is sent. What Troth
 * itself once stated is left out and decided anew; what another subject's turn told this one is kept.
 */
export function replayCustomer(options: ReplayOptions, customer: CustomerId, facts: readonly Fact[]): Turn {
  const { program, zone, until, forecaster = null } = options
  const turn = startTurn({ program, customer, zone, forecaster })
  const watch = options.watch?.(turn)
  const ordered = inHeardOrder(facts)
  for (let at = 0, end = 0; at < ordered.length; at = end) {
    const fact = ordered[at]
    if (fact === undefined || fact.heard > until) break
    end = endOfInstant(ordered, at)
    if (watch !== undefined) watchUntil(turn, watch, fact.heard)
    if (end - at === 1) hearOne(turn, fact)
    else hear(turn, ordered.slice(at, end))
    watch?.heard()
  }
  if (watch !== undefined) watchUntil(turn, watch, until)
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
  for (let at = 0, end = 0; at < facts.length; at = end) {
    end = endOfInstant(facts, at)
    yield facts.slice(at, end)
  }
}

/** Where the instant at which `facts[at]` was heard is over. */
function endOfInstant(facts: readonly Fact[], at: number): number {
  let end = at + 1
  while (end < facts.length && facts[end]?.heard === facts[at]?.heard) end++
  return end
}

/** What is replayed of them, in its order; nearly always that is all of them, as they are. */
function inHeardOrder(facts: readonly Fact[]): readonly Fact[] {
  let before: Fact | undefined
  for (const fact of facts) {
    const isLater = before === undefined || byHeard(before, fact) <= 0
    if (!isLater || !isReplayed(fact)) return facts.filter(isReplayed).sort(byHeard)
    before = fact
  }
  return facts
}
