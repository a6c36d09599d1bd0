import type { DocumentPath } from '../../core/document/yaml.ts'
import { compileExpression } from '../../playbook/expression/compile.ts'
import { isFailed } from '../../playbook/expression/failed.ts'
import { isBad } from '../../playbook/expression/refusal.ts'
import type { FieldType, Scope } from '../../playbook/expression/types.ts'
import { indexOfColumn, type Binding } from './binding.ts'
import { type Reader, refuse, type Row } from './row.ts'
import type { CellShape } from './shape.ts'
import { parseTemplate } from './template.ts'

/** Of a column that is not there: never asked, since the mapping is refused. */
const nothing = (label: string): Reader<string> => ({ label, read: () => '' })

/** A column's cells, cleaned. */
export function columnReader(binding: Binding, name: string, path: DocumentPath): Reader<string> {
  const index = indexOfColumn(binding, name, path)
  if (index === undefined) return nothing(name)
  const { clean } = binding
  return { label: name, read: ({ cells }) => clean(cells[index] ?? '') }
}

/** A column, or an expression that gives text. */
export function cellReader(binding: Binding, written: CellShape, path: DocumentPath): Reader<string> {
  if (typeof written === 'string') return columnReader(binding, written, path)
  const { label, read } = expressionReader(binding, { source: written.cel, expects: 'string' }, [...path, 'cel'])
  return { label, read: (row) => String(read(row) ?? '') }
}

export interface ToEvaluate {
  readonly source: string
  readonly expects: FieldType | undefined
}

/** What an expression gives for a row: null and '' for nothing. One that fails refuses the row. */
export function expressionReader(binding: Binding, { source, expects }: ToEvaluate, path: DocumentPath): Reader<unknown> {
  const { columns, clean, mapping, problems } = binding
  const place = mapping.document.placeOf(path)
  const label = place.path ?? ''
  const compiled = compileExpression(source, { scope: columns.scope, ...(expects === undefined ? {} : { expects }) })
  if (isBad(compiled)) {
    const { refused, reason, mend, offset } = compiled
    const at = (place.column ?? 1) + offset + mapping.document.quoteOf(path)
    problems.push({ level: 'error', code: refused, place: { ...place, column: at }, reason, mend })
    return nothing(label)
  }
  const { evaluate } = compiled
  const reads = compiled.reads.map((word) => ({ word, index: columns.wordIndex.get(word) ?? -1 }))
  const scope: Record<string, string> = Object.fromEntries(reads.map(({ word }) => [word, '']))
  const read = (row: Row): unknown => {
    for (const { word, index } of reads) scope[word] = clean(row.cells[index] ?? '')
    const value = evaluate(scope satisfies Scope)
    if (!isFailed(value)) return value
    const mend = 'Correct the row, or the expression.'
    return refuse(row, { code: 'expression-failed', path: label, reason: `It has no value here: ${value.failed}.`, mend })
  }
  return { label, read }
}

/** A condition over the columns; a missing one always holds. */
export function conditionReader(binding: Binding, source: string | undefined, path: DocumentPath): (row: Row) => boolean {
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
