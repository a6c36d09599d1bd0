import type { DocumentPath } from '../../core/document/yaml.ts'
import { compileExpression, type CompiledExpression } from '../../playbook/expression/compile.ts'
import { isFailed } from '../../playbook/expression/failed.ts'
import { isBad } from '../../playbook/expression/refusal.ts'
import type { FieldType, ScopeType } from '../../playbook/expression/field-type.ts'
import { indexOfColumn, type Binding } from './binding.ts'
import { type Reader, refuse, type Row } from './row.ts'
import type { CellShape } from './shape.ts'
import { parseTemplate } from './template.ts'

/** Of a column that is not there: never asked, since the mapping is refused. */
const nothing = (label: string): Reader<string> => ({ label, read: () => '' })

/** A column's cells, cleaned, or what the mapping computes under that name. */
export function columnReader(binding: Binding, name: string, path: DocumentPath): Reader<string> {
  const computed = binding.computed.get(name)
  if (computed !== undefined) return computed
  const index = indexOfColumn(binding, name, path)
  if (index === undefined) return nothing(name)
  const { clean } = binding
  return { label: name, read: ({ cells }) => clean(cells[index] ?? '') }
}

/** A column, or an expression that gives text. */
export function cellReader(binding: Binding, written: CellShape, path: DocumentPath): Reader<string> {
  if (typeof written === 'string') return columnReader(binding, written, path)
  const { label, read } = expressionReader(binding, { source: written.cel, expects: 'string' }, [...path, 'cel'])
  return { label, read: (row) => textOf(read(row)) }
}

/** The expression was compiled to give text; null is nothing. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export interface ToEvaluate {
  readonly source: string
  readonly expects: FieldType | undefined
  /** What it sees; when absent, the columns and what the mapping computes itself. */
  readonly scope?: ScopeType
}

/** What an expression gives for a row: null and '' for nothing. One that fails refuses the row. */
export function expressionReader(binding: Binding, given: ToEvaluate, path: DocumentPath): Reader<unknown> {
  const { mapping, problems } = binding
  const { source, expects, scope = binding.scope } = given
  const place = mapping.document.placeOf(path)
  const label = place.path ?? ''
  const compiled = compileExpression(source, { scope, ...(expects === undefined ? {} : { expects }) })
  if (isBad(compiled)) {
    const { refused, reason, mend, offset } = compiled
    const at = (place.column ?? 1) + offset + mapping.document.quoteOf(path)
    problems.push({ level: 'error', code: refused, place: { ...place, column: at }, reason, mend })
    return nothing(label)
  }
  return { label, read: evaluator(binding, compiled, label) }
}

function evaluator(binding: Binding, { evaluate, reads }: CompiledExpression, label: string): (row: Row) => unknown {
  const readers = reads.map((word) => ({ word, read: wordReader(binding, word) }))
  // One object for all rows: it holds what this expression reads and is read by nothing else.
  const scope: Record<string, string> = Object.fromEntries(reads.map((word) => [word, '']))
  return (row) => {
    for (const { word, read } of readers) scope[word] = read(row)
    const value = evaluate(scope)
    if (!isFailed(value)) return value
    const mend = 'Correct the row, or the expression.'
    return refuse(row, {
      code: 'expression-failed',
      path: label,
      reason: `It has no value here: ${value.failed}.`,
      mend,
    })
  }
}

function wordReader({ columns, computed, clean }: Binding, word: string): (row: Row) => string {
  const own = computed.get(word)
  if (own !== undefined) return own.read
  const index = columns.wordIndex.get(word) ?? -1
  return ({ cells }) => clean(cells[index] ?? '')
}

/** A condition over the columns; a missing one always holds. */
export function conditionReader(
  binding: Binding,
  source: string | undefined,
  path: DocumentPath,
): (row: Row) => boolean {
  if (source === undefined) return () => true
  const { read } = expressionReader(binding, { source, expects: 'boolean' }, path)
  return (row) => read(row) === true
}

/** A text made of columns; an empty one refuses the row, since two such rows would get the same name. */
export function templateReader(binding: Binding, text: string, path: DocumentPath): (row: Row) => string {
  const template = parseTemplate(text)
  const parts = 'error' in template ? [] : template.parts
  const readers = parts.map((part): Reader<string> => {
    if ('text' in part) return { label: '', read: () => part.text }
    return neverEmpty(columnReader(binding, part.column, path), path)
  })
  return (row) => {
    let whole = ''
    for (const { read } of readers) whole += read(row)
    return whole
  }
}

function neverEmpty({ label, read }: Reader<string>, path: DocumentPath): Reader<string> {
  const named = path.at(-1) ?? ''
  const reason = `It is empty, and ${named} is made of it.`
  const mend = 'Fill it, or leave such rows out with `when`.'
  const fault = { code: 'empty-column', path: label, reason, mend }
  return {
    label,
    read: (row) => {
      const text = read(row)
      if (text === '') refuse(row, fault)
      return text
    },
  }
}
