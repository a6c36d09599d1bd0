import type { Problem } from '../../core/document/problem.ts'
import { canonicalJson } from '../../core/fact/canonical.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { PromiseRule } from '../../core/promise/rule.ts'
import type { Moment } from '../moment.ts'
import type { PlaybookSource } from '../read.ts'
import type { PlaybookShape } from '../shape.ts'
import { compileCalendars, type HolidaysByPlace } from './calendars.ts'
import { compileClauses, type TypedClause } from './clauses.ts'
import type { Compiling } from './compiling.ts'
import { compileMoment } from './moments.ts'
import { compileRule } from './rule.ts'

/** One playbook as closures, not yet joined with others. */
export interface CompiledPlaybook {
  readonly name: string
  readonly version: string
  readonly rules: readonly PromiseRule[]
  /** By rule id, all that its rule and clauses are made of, as text: two versions with the same text judge alike. */
  readonly written: ReadonlyMap<string, string>
  readonly clauses: readonly TypedClause[]
  readonly moments: readonly PlacedMoment[]
}

/** Where a moment belongs: to a promise rule, to every rule but some, or to a fact that anchors it. */
export interface PlacedMoment {
  readonly moment: Moment
  readonly on:
    | { readonly rule: string }
    | { readonly every: true; readonly except: readonly string[] }
    | { readonly anchor: string }
}

export interface CompileOptions {
  readonly holidays: HolidaysByPlace
  readonly sha256: Sha256
}

export type Compiled = { readonly playbook: CompiledPlaybook } | { readonly problems: readonly Problem[] }

/** Compiles a playbook whole or, with any error in it, not at all. */
export function compilePlaybook(source: PlaybookSource, { holidays, sha256 }: CompileOptions): Compiled {
  const { document, shape, text } = source
  const problems: Problem[] = []
  const compiling: Compiling = {
    playbook: shape.playbook,
    version: `${shape.playbook}@${sha256(text).slice(0, 12)}`,
    document,
    problems,
    calendarOf: compileCalendars(shape, holidays, { document, problems }),
  }
  const rules: PromiseRule[] = []
  const written = new Map<string, string>()
  const clauses: TypedClause[] = []
  const moments: PlacedMoment[] = [...ownMoments(compiling, shape)]
  for (const [name, promise] of Object.entries(shape.promises ?? {})) {
    const path = ['promises', name]
    const notes = Object.keys(promise.notes ?? {})
    const rule = compileRule(compiling, { name, shape: promise, path, notes })
    rules.push(rule)
    written.set(rule.id, canonicalJson([{ ...promise, moments: [] }, shape.calendars ?? {}]))
    clauses.push(...compileClauses(compiling, { rule, shape: promise, path, notes }))
    for (const [index, each] of (promise.moments ?? []).entries()) {
      const place = { path: [...path, 'moments', index], name: `${name}.${each.id}`, key: promise.key }
      const moment = compileMoment(compiling, { shape: each, ...place, notes, anchor: null, whole: shape })
      moments.push({ moment, on: { rule: rule.id } })
    }
  }
  if (problems.some(({ level }) => level === 'error')) return { problems: distinct(problems) }
  return { playbook: { name: shape.playbook, version: compiling.version, rules, written, clauses, moments } }
}

/** One mistake in a key that five clauses use is one problem. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map(
    problems.map((problem) => [`${problem.place.line}:${problem.place.column}:${problem.reason}`, problem]),
  )
  return [...seen.values()]
}

/** Moments of the playbook itself: on every broken promise, or after its anchor fact. */
function ownMoments(compiling: Compiling, shape: PlaybookShape): readonly PlacedMoment[] {
  const except = shape.for?.except ?? []
  const written = shape.moments ?? []
  const withCase =
    shape.for !== undefined && shape.case !== undefined
      ? [{ id: 'case', at: { life: 'broken' as const } }, ...written]
      : written
  return withCase.map((moment, index) => {
    const anchor = shape.anchor?.fact ?? null
    const path = ['moments', index]
    const compiled = compileMoment(compiling, {
      shape: moment,
      path,
      name: moment.id,
      key: null,
      notes: [],
      anchor,
      whole: shape,
    })
    if (compiled.at.on === 'fact') return { moment: compiled, on: { anchor: compiled.at.type } }
    if (anchor !== null) return { moment: compiled, on: { anchor } }
    return { moment: compiled, on: { every: true, except } }
  })
}
