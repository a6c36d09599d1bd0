import { personalPaths } from '../../core/fact/catalogue.ts'
import type { DocumentPath } from '../../core/document/yaml.ts'
import { compileExpression, type CompiledExpression } from '../expression/compile.ts'
import { isBad } from '../expression/refusal.ts'
import type { FieldType, ScopeType } from '../expression/field-type.ts'
import { complain, type Compiling } from './compiling.ts'
import { FUNCTIONS } from './scope.ts'

export interface ToCompile {
  readonly source: string
  readonly path: DocumentPath
  readonly scope: ScopeType
  /** The fact type whose `data` it reads; null: none. */
  readonly factType: string | null
  readonly expects?: FieldType
}

/** An expression of the playbook as a closure, or null with the problem noted at its line and column. */
export function expression(
  compiling: Compiling,
  { source, path, scope, factType, expects }: ToCompile,
): CompiledExpression | null {
  const compiled = compileExpression(source, {
    scope,
    functions: FUNCTIONS,
    ...(expects === undefined ? {} : { expects }),
  })
  if (isBad(compiled)) {
    const { refused, reason, mend, offset } = compiled
    const place = compiling.document.placeOf(path)
    const column =
      place.column === undefined ? {} : { column: place.column + offset + compiling.document.quoteOf(path) }
    compiling.problems.push({ level: 'error', code: refused, place: { ...place, ...column }, reason, mend })
    return null
  }
  const personal = factType === null ? [] : personalPaths(factType)
  const read = compiled.reads.find((name) => personal.some((field) => overlaps(name, `data.${field}`)))
  if (read !== undefined) {
    const reason = `${read} is personal, and no rule may read what is personal.`
    complain(compiling, path, {
      code: 'personal-field',
      reason,
      mend: 'Copy the part you need out at the door, without names.',
    })
    return null
  }
  return compiled
}

/** Whoever reads an object reads all that is in it. */
const overlaps = (read: string, field: string): boolean =>
  read === field || read.startsWith(`${field}.`) || field.startsWith(`${read}.`)
