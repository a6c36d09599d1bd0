import type { DocumentPath } from '../../core/document/yaml.ts'
import type { Action } from '../../core/message/decision.ts'
import { parseDuration } from '../../core/time/duration.ts'
import type { Duration, Instant } from '../../core/time/instant.ts'
import type { Condition, Moment, MomentAt, Unanswered } from '../moment.ts'
import type { Seen } from '../seen.ts'
import type { MomentShape, OnFactShape, PlaybookShape } from '../shape.ts'
import { callsFor } from './calls.ts'
import { keyOf } from './clauses.ts'
import type { Compiling } from './compiling.ts'
import { clockTime, compileBefore } from './due.ts'
import { expression } from './expression.ts'
import { compileNextWord, wordsOf } from './next-word.ts'
import { momentScope, ruleScope, seenByMoment } from './scope.ts'

const HOUR: Duration = 3_600_000
const CLOCK_VALID: Duration = 2 * HOUR
const USUALLY_VALID: Duration = 24 * HOUR

export interface MomentSource {
  readonly shape: MomentShape
  readonly path: DocumentPath
  /** `<promise>.<moment>`, or the moment's own id. */
  readonly name: string
  /** The key of its promise; null: the moment stands by itself on a fact. */
  readonly key: string | null
  readonly notes: readonly string[]
  /** The fact a playbook without promises hangs its moments on. */
  readonly anchor: string | null
  readonly whole: PlaybookShape
}

export function compileMoment(compiling: Compiling, source: MomentSource): Moment {
  const { shape, path, name, whole } = source
  const when = (written: string | undefined, at: DocumentPath): Condition | null =>
    written === undefined ? null : condition(compiling, source, { written, path: at })
  const at = compileAt(compiling, source)
  const validFor = shape['valid-for'] === undefined ? undefined : parseDuration(shape['valid-for'])
  const repeated = when(shape.repeat?.when, [...path, 'repeat', 'when'])
  return {
    id: `${compiling.playbook}.${name}`,
    playbookVersion: compiling.version,
    inForceSince: -Infinity,
    at,
    when: when(shape.when, [...path, 'when']),
    unless: when(shape.unless, [...path, 'unless']),
    stopWhen: when(whole['stop-when'], ['stop-when']),
    holdWhile: when(whole['hold-while'], ['hold-while']),
    validFor: validFor ?? (at.on === 'clock' || at.on === 'fact' ? CLOCK_VALID : USUALLY_VALID),
    repeat: shape.repeat === undefined ? null : { when: repeated ?? ALWAYS, atMost: shape.repeat['at-most'] },
    action: actionOf(shape, whole),
    nextWord: compileNextWord(compiling, shape['next-word']),
    unanswered: unansweredOf(compiling, source),
  }
}

interface Written {
  readonly written: string
  readonly path: DocumentPath
}

/** The fact whose data a condition of this moment may read. */
const factTypeOf = ({ shape, anchor }: MomentSource): string | null => ('fact' in shape.at ? shape.at.fact : anchor)

function condition(compiling: Compiling, source: MomentSource, { written, path }: Written): Condition | null {
  const factType = factTypeOf(source)
  const scope = momentScope(factType, source.notes)
  const compiled = expression(compiling, { source: written, path, scope, factType, expects: 'boolean' })
  if (compiled === null) return null
  return { source: written, holds: (seen) => compiled.evaluate(seenByMoment(seen), callsOf(compiling, seen)) === true }
}

const callsOf = (compiling: Compiling, { promise, customer, score }: Seen): ReturnType<typeof callsFor> =>
  callsFor({
    zone: customer.zone,
    calendar: () => compiling.calendarOf(promise?.owner ?? 'default', customer.zone),
    customer,
    score,
  })

/** A moment that comes again at each word that is due needs no other reason. */
const ALWAYS: Condition = { source: 'true', holds: () => true }

/** What a moment does. Without words of its own it is the case of the playbook. */
function actionOf(shape: MomentShape, whole: PlaybookShape): Action {
  if (shape.nudge !== undefined) return { do: 'nudge', silo: shape.nudge, rung: shape.rung ?? 1 }
  if (shape.say !== undefined)
    return { do: 'say', template: shape.say, ask: shape.ask ?? [], class: shape.class ?? 'service' }
  return { do: 'case', kind: shape.case ?? whole.case?.kind ?? 'case', owner: whole.case?.owner ?? null }
}

function unansweredOf(compiling: Compiling, source: MomentSource): Unanswered | null {
  const written = source.shape.unanswered
  if (written === undefined) return null
  const { then } = written
  const when =
    then?.when === undefined
      ? null
      : condition(compiling, source, { written: then.when, path: [...source.path, 'unanswered', 'then', 'when'] })
  const owner = source.whole.case?.owner ?? null
  return {
    after: parseDuration(written.after) ?? 0,
    again: written.try !== undefined,
    then: then === undefined ? null : { action: { do: 'case', kind: then.case, owner }, when },
  }
}

function compileAt(compiling: Compiling, source: MomentSource): MomentAt {
  const { at } = source.shape
  if ('life' in at) return { on: 'life', event: at.life, from: at.n ?? 1 }
  if ('check' in at) return { on: 'life', event: 'check-failed', from: 1 }
  if ('jeopardy' in at) return { on: 'jeopardy', level: at.jeopardy, until: at.until }
  if ('word-due' in at) return { on: 'word-due', of: wordsOf(compiling, source.name, at['word-due']) }
  if ('fact' in at) return onFact(compiling, source, at)
  if ('before' in at) {
    const before = compileBefore(compiling, at)
    const base = pointOf(at.before)
    return { on: 'clock', planned: fromBase(base, before), speaksOf: base, outlives: false }
  }
  const base = pointAfter(at.after)
  if ('by' in at) {
    const span = parseDuration(at.by) ?? 0
    return { on: 'clock', planned: fromBase(base, (start) => start + span), speaksOf: () => null, outlives: true }
  }
  const { days, clock } = at
  const planned = fromBase(base, (start, place) => clockTime(start, place, { days, clock }))
  return { on: 'clock', planned, speaksOf: () => null, outlives: true }
}

type Point = (seen: Seen) => Instant | null

const fromBase =
  (base: Point, shift: (base: Instant, place: { zone: string; owner: string }) => Instant): Point =>
  (seen) => {
    const start = base(seen)
    return start === null ? null : shift(start, { zone: seen.customer.zone, owner: seen.promise?.owner ?? 'default' })
  }

function pointOf(name: 'due.from' | 'due.to' | 'tell-by'): Point {
  if (name === 'due.from') return ({ version }) => version?.dueFrom ?? null
  if (name === 'due.to') return ({ version }) => version?.dueTo ?? null
  return ({ version }) => version?.tellBy ?? null
}

function pointAfter(name: 'anchor' | 'due.to' | 'made'): Point {
  if (name === 'anchor') return ({ fact }) => fact?.time ?? null
  if (name === 'due.to') return ({ version }) => version?.dueTo ?? null
  return ({ version }) => version?.made ?? null
}

function onFact(compiling: Compiling, source: MomentSource, at: OnFactShape): MomentAt {
  const place = [...source.path, 'at']
  const comes =
    at.when === undefined ? null : condition(compiling, source, { written: at.when, path: [...place, 'when'] })
  const on = { on: 'fact', type: at.fact, comes, always: at.while !== undefined } as const
  const written = at.key ?? source.key
  if (written === null) return { ...on, key: null }
  const path = at.key === undefined ? [...source.path.slice(0, 2), 'key'] : [...place, 'key']
  const scope = ruleScope(at.fact, source.notes)
  const compiled = expression(compiling, { source: written, path, scope, factType: at.fact })
  const key = compiled === null ? () => undefined : keyOf(compiled)
  return { ...on, key: ({ fact }) => (fact === null ? undefined : key(fact)) }
}
