import { byHeard } from '../../core/fact/order.ts'
import type { Fact } from '../../core/fact/fact.ts'

/**
 * A fact that only the first row heard with some value makes (`first-per`). The file may hold that row anywhere, so all
 * are handed on with this mark, which survives JSON, and `keepFirst` decides once a customer's facts are together.
 */
export interface MappedFact extends Fact {
  /** The same for facts of which only the first heard counts. */
  readonly firstPer?: string
}

/** A customer's facts with the lines they came from. */
export interface FactsWithLines {
  readonly facts: readonly Fact[]
  readonly lines: readonly number[]
}

const markOf = (fact: MappedFact): string | undefined => fact.firstPer

/** Of the facts with one mark the first by heard, sequence and id; facts without a mark, and the order, stay. */
export function keepFirst<Group extends FactsWithLines>(group: Group): Group {
  if (!group.facts.some((fact) => markOf(fact) !== undefined)) return group
  const first = new Map<string, Fact>()
  for (const fact of group.facts) {
    const mark = markOf(fact)
    if (mark === undefined) continue
    const before = first.get(mark)
    if (before === undefined || byHeard(fact, before) < 0) first.set(mark, fact)
  }
  const kept = group.facts.map((fact) => {
    const mark = markOf(fact)
    // Equal in order is the same id: whether it was heard again or differs is for the ledger to say.
    return mark === undefined || byHeard(fact, first.get(mark) ?? fact) === 0
  })
  const isKept = (_: unknown, at: number): boolean => kept[at] === true
  return { ...group, facts: group.facts.filter(isKept), lines: group.lines.filter(isKept) }
}

/**
 * Most files keep rows of one value together: of such a run only facts that might be first are handed on. Answers
 * whether this one cannot be.
 */
export function laterThanLast(): (fact: MappedFact) => boolean {
  let last: MappedFact | undefined
  return (fact) => {
    if (last !== undefined && last.firstPer === fact.firstPer && byHeard(fact, last) > 0) return true
    last = fact
    return false
  }
}
