import type { DocumentPath } from '../../core/document/yaml.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { checks } from '../../core/money/checks.ts'
import type { PromiseRule, StandingRule } from '../../core/promise/rule.ts'
import { nearest } from '../../core/document/near.ts'
import { parseDuration } from '../../core/time/duration.ts'
import type { PromiseShape } from '../shape.ts'
import { keyOf } from './clauses.ts'
import { complain, type Compiling } from './compiling.ts'
import { compileBefore, compileDue } from './due.ts'
import { expression } from './expression.ts'
import { ruleScope, seenByRule } from './scope.ts'

export interface RuleSource {
  readonly name: string
  readonly shape: PromiseShape
  readonly path: DocumentPath
  readonly notes: readonly string[]
}

export function compileRule(compiling: Compiling, source: RuleSource): PromiseRule {
  const { name, shape, path } = source
  const factType = madeByType(shape)
  const scope = ruleScope(factType, source.notes)
  const owner = textOf(compiling, { written: shape.owner, path: [...path, 'owner'], factType, source })
  const kind =
    shape.kind === undefined
      ? () => name
      : textOf(compiling, { written: shape.kind, path: [...path, 'kind'], factType, source })
  return {
    id: `${compiling.playbook}.${name}`,
    versions: [{ version: compiling.version, since: -Infinity }],
    until: Infinity,
    to: shape.to ?? null,
    grace: shape.grace === undefined ? 0 : (parseDuration(shape.grace) ?? 0),
    standing: compileStanding(compiling, source),
    needs: (shape.needs ?? []).map((need) => `${compiling.playbook}.${need}`),
    ...(shape.unkept === undefined ? {} : { unkept: shape.unkept }),
    kind,
    owner,
    due: compileDue(compiling, { shape, path, owner, scope, factType }),
    tellBy: compileTellBy(compiling, shape, owner),
  }
}

/** Terms are read from the fact that makes the promise; where several types may, lint asks that all carry them. */
export function madeByType(shape: PromiseShape): string {
  const made = shape['made-by']
  const first = Array.isArray(made) ? made[0] : 'any' in made ? made.any[0] : made
  return first?.fact ?? ''
}

interface TextSource {
  readonly written: string | { readonly cel: string }
  readonly path: DocumentPath
  readonly factType: string
  readonly source: RuleSource
}

function textOf(compiling: Compiling, { written, path, factType, source }: TextSource): (fact: Fact) => string {
  if (typeof written === 'string') return () => written
  const scope = ruleScope(factType, source.notes)
  const compiled = expression(compiling, { source: written.cel, path: [...path, 'cel'], scope, factType })
  return (fact) => {
    const value = compiled?.evaluate(seenByRule(fact, null))
    return typeof value === 'string' ? value : ''
  }
}

function compileTellBy(
  compiling: Compiling,
  shape: PromiseShape,
  owner: (fact: Fact) => string,
): PromiseRule['tellBy'] {
  const written = shape['tell-by']
  if (written === undefined || written.before === 'tell-by') return null
  const before = compileBefore(compiling, written)
  return (due, made, context) => {
    const base = written.before === 'due.from' ? due.from : due.to
    return base === null ? null : before(base, { zone: context.zoneAt(made.time), owner: owner(made) })
  }
}

function compileStanding(compiling: Compiling, { shape, path, notes }: RuleSource): StandingRule | null {
  const { standing } = shape
  if (standing === undefined) return null
  const holds = checks.get(standing.check)
  if (holds === undefined) {
    const near = nearest(standing.check, [...checks.keys()])
    const mend = near === undefined ? `Known checks: ${[...checks.keys()].join(', ')}.` : `Did you mean “${near}”?`
    complain(compiling, [...path, 'standing', 'check'], {
      code: 'unknown-check',
      reason: `There is no check “${standing.check}”.`,
      mend,
    })
  }
  const scope = ruleScope(standing.per, notes)
  const key = expression(compiling, {
    source: standing.key,
    path: [...path, 'standing', 'key'],
    scope,
    factType: standing.per,
  })
  const childKey = key === null ? () => undefined : keyOf(key)
  return {
    childKey: (fact) => childKey(fact) ?? fact.id,
    until: compileUntil(compiling, shape, path),
    holds: holds ?? (() => true),
  }
}

function compileUntil(compiling: Compiling, shape: PromiseShape, path: DocumentPath): StandingRule['until'] {
  const until = shape.standing?.until
  if (until === undefined) return () => null
  const factType = madeByType(shape)
  const place = [...path, 'standing', 'until', 'cel']
  const compiled = expression(compiling, {
    source: until.cel,
    path: place,
    scope: ruleScope(factType, []),
    factType,
    expects: 'instant',
  })
  return (made) => {
    const value = compiled?.evaluate(seenByRule(made, null))
    return typeof value === 'number' ? value : null
  }
}
