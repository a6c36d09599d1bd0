import type { DocumentPath } from '../../core/document/yaml.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Clause, Role } from '../../core/promise/clause.ts'
import type { PromiseRule } from '../../core/promise/rule.ts'
import { parseInstant } from '../../core/time/instant.ts'
import type { CompiledExpression } from '../expression/compile.ts'
import type { ClauseShape, ClausesShape, PromiseShape } from '../shape.ts'
import type { Compiling } from './compiling.ts'
import { expression } from './expression.ts'
import { ruleScope, seenByRule } from './scope.ts'

export interface RuleParts {
  readonly rule: PromiseRule
  readonly shape: PromiseShape
  readonly path: DocumentPath
  readonly notes: readonly string[]
}

export interface TypedClause {
  readonly factType: string
  readonly clause: Clause
}

const ROLES: readonly (readonly [keyof PromiseShape & `${string}-by`, Role])[] = [
  ['made-by', 'made'],
  ['moved-by', 'moved'],
  ['kept-by', 'kept'],
  ['broken-by', 'broken'],
  ['ended-by', 'ended'],
  ['disputed-by', 'disputed'],
  ['reopened-by', 'reopened'],
  ['cured-by', 'cured'],
  ['handed-over-by', 'handed-over'],
  ['told-by', 'told'],
]

/** All that facts may do to a promise of this kind, each with the type of fact that does it. */
export function compileClauses(compiling: Compiling, parts: RuleParts): readonly TypedClause[] {
  const { shape, path } = parts
  const byRole = ROLES.flatMap(([field, role]) =>
    listed(shape[field] as ClausesShape | undefined).map(({ clause, at }) =>
      compileClause(compiling, parts, { written: clause, path: [...path, field, ...at], role }),
    ),
  )
  const notes = Object.entries(shape.notes ?? {}).map(([note, written]) =>
    compileClause(compiling, parts, { written, path: [...path, 'notes', note], role: 'noted', note }),
  )
  return [...byRole, ...notes, ...expectations(compiling, parts), ...checks(compiling, parts)]
}

function listed(written: ClausesShape | undefined): readonly { clause: ClauseShape; at: DocumentPath }[] {
  if (written === undefined) return []
  if (Array.isArray(written)) return written.map((clause, index) => ({ clause, at: [index] }))
  if ('any' in written) return written.any.map((clause, index) => ({ clause, at: ['any', index] }))
  return [{ clause: written, at: [] }]
}

interface Written {
  readonly written: Pick<ClauseShape, 'fact' | 'key' | 'when'>
  readonly path: DocumentPath
  readonly role: Role
  readonly note?: string
}

function compileClause(compiling: Compiling, { rule, shape, path, notes }: RuleParts, of: Written): TypedClause {
  const { fact, key, when } = of.written
  const scope = ruleScope(fact, notes)
  const keyed =
    key === undefined
      ? expression(compiling, { source: shape.key, path: [...path, 'key'], scope, factType: fact })
      : expression(compiling, { source: key, path: [...of.path, 'key'], scope, factType: fact })
  const condition =
    when === undefined
      ? null
      : expression(compiling, { source: when, path: [...of.path, 'when'], scope, factType: fact, expects: 'boolean' })
  return {
    factType: fact,
    clause: {
      rule,
      role: of.role,
      key: keyed === null ? () => undefined : keyOf(keyed),
      when: condition === null ? null : (heard, promise) => condition.evaluate(seenByRule(heard, promise)) === true,
      ...(of.note === undefined ? {} : { note: of.note }),
    },
  }
}

export const keyOf =
  (compiled: CompiledExpression) =>
  (fact: Fact): string | undefined => {
    const value = compiled.evaluate({ fact, data: fact.data })
    if (typeof value === 'string') return value === '' ? undefined : value
    return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined
  }

function expectations(compiling: Compiling, parts: RuleParts): readonly TypedClause[] {
  return (parts.shape['expected-by'] ?? []).map((written, index) => {
    const path = [...parts.path, 'expected-by', index]
    const { factType, clause } = compileClause(compiling, parts, { written, path, role: 'expected' })
    if (written.at === undefined) return { factType, clause: { ...clause, expected: usualExpectation } }
    const scope = ruleScope(factType, parts.notes)
    const source = {
      source: written.at.cel,
      path: [...path, 'at', 'cel'],
      scope,
      factType,
      expects: 'instant',
    } as const
    const at = expression(compiling, source)
    const expected = (fact: Fact): number | null => {
      const value = at?.evaluate(seenByRule(fact, null))
      return typeof value === 'number' ? value : null
    }
    return { factType, clause: { ...clause, expected } }
  })
}

/** Where a playbook does not say, a silo's estimate stands in `data.expected`. */
function usualExpectation({ data }: Fact): number | null {
  const { expected } = data
  return typeof expected === 'string' ? (parseInstant(expected) ?? null) : null
}

function checks(compiling: Compiling, parts: RuleParts): readonly TypedClause[] {
  const { standing } = parts.shape
  if (standing === undefined) return []
  const path = [...parts.path, 'standing']
  return [compileClause(compiling, parts, { written: { fact: standing.per }, path, role: 'checked' })]
}
