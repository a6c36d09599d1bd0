import type { DocumentPath } from '../../core/document/yaml.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Due, FoldContext, PromiseRule } from '../../core/promise/rule.ts'
import { addBusinessDays } from '../../core/time/business-days.ts'
import { parseDuration } from '../../core/time/duration.ts'
import type { Instant } from '../../core/time/instant.ts'
import { atClock } from '../../core/time/local-time.ts'
import { zone } from '../../core/time/zone.ts'
import type { ScopeType } from '../expression/field-type.ts'
import type { PlaceInTime } from '../moment.ts'
import type { DueTermShape, PromiseShape } from '../shape.ts'
import { callsFor } from './calls.ts'
import type { Compiling } from './compiling.ts'
import { expression } from './expression.ts'
import { seenByRule } from './scope.ts'

export type OwnerOf = (fact: Fact) => string

interface DueOf {
  readonly shape: PromiseShape
  readonly path: DocumentPath
  readonly owner: OwnerOf
  readonly scope: ScopeType
  readonly factType: string | null
}

type Term = (fact: Fact, context: FoldContext) => Instant | null

/** When a promise is due, from the fact that makes or moves it. */
export function compileDue(compiling: Compiling, of: DueOf): PromiseRule['due'] {
  const { from, to } = of.shape.due ?? {}
  const start = from === undefined ? null : term(compiling, of, { written: from, path: [...of.path, 'due', 'from'] })
  const end = to === undefined ? null : term(compiling, of, { written: to, path: [...of.path, 'due', 'to'] })
  return (fact, context): Due => ({ from: start?.(fact, context) ?? null, to: end?.(fact, context) ?? null })
}

interface Written {
  readonly written: DueTermShape
  readonly path: DocumentPath
}

function term(compiling: Compiling, { owner, scope, factType }: DueOf, { written, path }: Written): Term | null {
  if ('within' in written) {
    const span = parseDuration(written.within) ?? 0
    return (fact) => fact.time + span
  }
  if ('business-days' in written) {
    const days = written['business-days']
    return (fact, context) =>
      addBusinessDays(compiling.calendarOf(owner(fact), context.zoneAt(fact.time)), fact.time, days)
  }
  const compiled = expression(compiling, {
    source: written.cel,
    path: [...path, 'cel'],
    scope,
    factType,
    expects: 'instant',
  })
  if (compiled === null) return null
  if (!written.cel.includes('(')) {
    // No function is called, as in most terms: nothing has to be handed in.
    return (fact) => instantOf(compiled.evaluate(seenByRule(fact, null)))
  }
  return (fact, context) => {
    const at = context.zoneAt(fact.time)
    const calls = callsFor({ zone: at, calendar: () => compiling.calendarOf(owner(fact), at), customer: null })
    return instantOf(compiled.evaluate(seenByRule(fact, null), calls))
  }
}

/** A term that cannot be read, since a field is missing, gives no instant. */
const instantOf = (value: unknown): Instant | null => (typeof value === 'number' ? value : null)

/** `{ before: due.from, by: 60m }`, `{ before: due.to, business-days: 1 }`, `{ before: due.from, days: 1, clock }`. */
export interface BeforeShape {
  readonly before: 'due.from' | 'due.to' | 'tell-by'
  readonly by?: string | undefined
  readonly days?: number | undefined
  readonly clock?: string | undefined
  readonly 'business-days'?: number | undefined
}

/** The instant some time before another; null when that is not known. */
export function compileBefore(compiling: Compiling, written: BeforeShape): (base: Instant, at: PlaceInTime) => Instant {
  const { by, days, clock } = written
  if (by !== undefined) {
    const span = parseDuration(by) ?? 0
    return (base) => base - span
  }
  if (days !== undefined && clock !== undefined) return (base, at) => clockTime(base, at, { days: -days, clock })
  const count = written['business-days'] ?? 0
  return (base, { zone, owner }) => addBusinessDays(compiling.calendarOf(owner, zone), base, -count)
}

export function clockTime(base: Instant, at: PlaceInTime, clock: { days: number; clock: string }): Instant {
  const where = zone(at.zone)
  return where === undefined ? base : atClock(where, base, clock)
}
