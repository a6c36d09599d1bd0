import type { DocumentPath } from '../../core/document/yaml.ts'
import type { ClausesShape, PlaybookShape, PromiseShape } from '../shape.ts'
import { momentsOf, promisesOf, type WrittenPromise } from './linting.ts'

/** Where a playbook names a type of fact. */
export interface Mention {
  readonly type: string
  readonly path: DocumentPath
  /** `rule`: it makes, moves or settles a promise; `moment`: a decision hangs on it. */
  readonly of: 'rule' | 'moment'
}

type ClausesKey = keyof PromiseShape & `${string}-by`

const ROLES: readonly Exclude<ClausesKey, 'expected-by' | 'tell-by'>[] = [
  'made-by',
  'moved-by',
  'kept-by',
  'broken-by',
  'ended-by',
  'disputed-by',
  'reopened-by',
  'cured-by',
  'handed-over-by',
  'told-by',
]

/** The fact types of clauses written in any of their three forms, each with its path below the key. */
export function typesIn(written: ClausesShape | undefined, path: DocumentPath): readonly Mention[] {
  if (written === undefined) return []
  if (Array.isArray(written))
    return written.map(({ fact }, index) => ({ type: fact, path: [...path, index, 'fact'], of: 'rule' }))
  if ('any' in written)
    return written.any.map(({ fact }, index) => ({ type: fact, path: [...path, 'any', index, 'fact'], of: 'rule' }))
  return [{ type: written.fact, path: [...path, 'fact'], of: 'rule' }]
}

export function mentionsOf(shape: PlaybookShape): readonly Mention[] {
  const anchor: readonly Mention[] =
    shape.anchor === undefined ? [] : [{ type: shape.anchor.fact, path: ['anchor', 'fact'], of: 'moment' }]
  const moments = momentsOf(shape).flatMap(({ shape: { at }, path }): readonly Mention[] =>
    'fact' in at ? [{ type: at.fact, path: [...path, 'at', 'fact'], of: 'moment' }] : [],
  )
  return [...anchor, ...promisesOf(shape).flatMap(ofRules), ...moments]
}

function ofRules({ shape, path }: WrittenPromise): readonly Mention[] {
  const clauses = ROLES.flatMap((role) => typesIn(shape[role], [...path, role]))
  const notes = Object.entries(shape.notes ?? {}).flatMap(([note, clause]) => typesIn(clause, [...path, 'notes', note]))
  const expected = (shape['expected-by'] ?? []).map(({ fact }, index): Mention => ({
    type: fact,
    path: [...path, 'expected-by', index, 'fact'],
    of: 'rule',
  }))
  const { standing } = shape
  const checked: readonly Mention[] =
    standing === undefined ? [] : [{ type: standing.per, path: [...path, 'standing', 'per'], of: 'rule' }]
  return [...clauses, ...notes, ...expected, ...checked]
}
