import { factType, fieldsOf } from '../../core/fact/catalogue.ts'
import type { Problem } from '../../core/document/problem.ts'
import type { DocumentPath } from '../../core/document/yaml.ts'
import type { FieldDescription } from '../../core/fact/field.ts'
import { madeByType } from '../compile/rule.ts'
import { FUNCTIONS, ruleScope } from '../compile/scope.ts'
import { compileExpression } from '../expression/compile.ts'
import { isBad } from '../expression/refusal.ts'
import { errorAt, promisesOf, warningAt, type Linting, type LintRule, type WrittenPromise } from './linting.ts'
import { typesIn, type Mention } from './mentions.ts'

/** A term that is computed from the fact that makes the promise, and where it is written. */
interface Term {
  readonly name: string
  readonly path: DocumentPath
  readonly reads: readonly string[]
  /** Fields whose absence the expression itself provides for: `data.due == null ? … : …`. */
  readonly provided: readonly string[]
}

/** Terms are read from a fact: every type that may make or move the promise must carry them, and always. */
export const termsAreCarried: LintRule = (linting) =>
  promisesOf(linting.source.shape).flatMap((promise) => [
    ...missingTerms(linting, promise),
    ...optionalTerms(linting, promise),
  ])

const dueTerms = ({ shape, path }: WrittenPromise): readonly Term[] =>
  (['from', 'to'] as const).flatMap((end) => {
    const written = shape.due?.[end]
    if (written === undefined || !('cel' in written)) return []
    return [term(`due.${end}`, [...path, 'due', end, 'cel'], { source: written.cel, type: madeByType(shape) })]
  })

const ownTerms = ({ shape, path }: WrittenPromise): readonly Term[] =>
  (['kind', 'owner'] as const).flatMap((name) => {
    const written = shape[name]
    if (typeof written !== 'object') return []
    return [term(name, [...path, name, 'cel'], { source: written.cel, type: madeByType(shape) })]
  })

/** An expression that does not compile reads nothing here: the compiler says what is wrong with it. */
function term(name: string, path: DocumentPath, { source, type }: { source: string; type: string }): Term {
  const compiled = compileExpression(source, { scope: ruleScope(type, []), functions: FUNCTIONS })
  const reads = isBad(compiled) ? [] : compiled.reads.filter((read) => read.startsWith('data.'))
  const fields = reads.map((read) => read.slice('data.'.length))
  return { name, path, reads: fields, provided: fields.filter((field) => asksForNull(source, field)) }
}

const asksForNull = (source: string, field: string): boolean =>
  [`data.${field} == null ?`, `data.${field} != null ?`].some((asked) => source.includes(asked))

function missingTerms({ source: { document } }: Linting, promise: WrittenPromise): readonly Problem[] {
  const { shape, path } = promise
  const [, ...others] = typesIn(shape['made-by'], [...path, 'made-by'])
  const moving = (['moved-by', 'reopened-by'] as const).flatMap((role) => typesIn(shape[role], [...path, role]))
  const lacking = (mentions: readonly Mention[], terms: readonly Term[]): readonly Problem[] =>
    mentions.flatMap(({ type, path: at }) =>
      factType(type) === undefined
        ? []
        : terms.flatMap(({ name, reads }) =>
            reads
              .filter((read) => fieldAt(type, read) === undefined)
              .map((read) => {
                const reason = `${type} has no ${read}, from which ${name} is read: it would be unknown.`
                const mend = 'Name a type that carries it, or read what all of them carry.'
                return errorAt(document, at, { code: 'term-not-carried', reason, mend })
              }),
          ),
    )
  return [...lacking(others, [...dueTerms(promise), ...ownTerms(promise)]), ...lacking(moving, dueTerms(promise))]
}

function optionalTerms({ source: { document } }: Linting, promise: WrittenPromise): readonly Problem[] {
  if (promise.shape.due?.['if-missing'] !== undefined) return []
  const type = madeByType(promise.shape)
  return dueTerms(promise).flatMap(({ name, path, reads, provided }) =>
    reads
      .filter((read) => fieldAt(type, read)?.optional === true && !provided.includes(read))
      .map((read) => {
        const reason = `${type} need not carry ${read}: without it ${name} is unknown, and the promise is never late.`
        const mend = 'Add `if-missing: unknown` if that is meant, or another term.'
        return warningAt(document, path, { code: 'due-may-be-missing', reason, mend })
      }),
  )
}

/** The field at a dotted path of a type's data; optional when any part of the path is. */
export function fieldAt(type: string, path: string): FieldDescription | undefined {
  let fields = fieldsOf(type)
  let found: FieldDescription | undefined
  for (const name of path.split('.')) {
    const next = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (next === undefined) return found?.kind === 'any' || found?.kind === 'list' ? found : undefined
    found = { ...next, optional: next.optional || found?.optional === true }
    fields = next.fields ?? {}
  }
  return found
}
