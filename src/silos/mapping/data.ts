import type { DocumentPath } from '../../core/document/yaml.ts'
import type { FieldDescription, FieldKind, Fields } from '../../core/fact/field.ts'
import { nearest } from '../../core/document/near.ts'
import type { FactData } from '../../core/fact/fact.ts'
import type { FieldType } from '../../playbook/expression/field-type.ts'
import type { Binding } from './binding.ts'
import { isComputed, isLiteral } from './check-fields.ts'
import { converter } from './convert.ts'
import { columnReader, expressionReader } from './reader.ts'
import type { Reader, Row } from './row.ts'
import type { ValueShape } from './shape.ts'

export interface DataShape {
  readonly data: Readonly<Record<string, ValueShape>>
  /** Undefined of a type the catalogue does not know. */
  readonly fields: Fields | undefined
  readonly path: DocumentPath
}

export interface DataReader {
  readonly read: (row: Row) => FactData
  /** Dotted field → the column, or place of the mapping, it comes from. */
  readonly labels: ReadonlyMap<string, string>
}

interface Part {
  readonly name: string
  readonly needed: boolean
  /** undefined: nothing to say. */
  readonly read: (row: Row) => unknown
}

/** What is empty is left out. */
export function dataReader(binding: Binding, { data, fields, path }: DataShape): DataReader {
  const labels = new Map<string, string>()
  const parts = Object.entries(data).map(([name, value]): Part => {
    const described = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined
    if (fields !== undefined && described === undefined) doubt(binding, { name, fields, path })
    const { read, inner, label } = valueReader(binding, { value, described, path: [...path, name] })
    labels.set(name, label)
    for (const [below, from] of inner ?? []) labels.set(`${name}.${below}`, from)
    return { name, needed: described?.optional === false, read }
  })
  return { read: (row) => assembled(parts, row), labels }
}

function assembled(parts: readonly Part[], row: Row): FactData {
  const data: Record<string, unknown> = {}
  for (const { name, needed, read } of parts) {
    const value = read(row)
    if (value !== undefined) data[name] = value
    else if (needed) row.doubtful = true
  }
  return data
}

interface ToRead {
  readonly value: ValueShape
  readonly described: FieldDescription | undefined
  readonly path: DocumentPath
}

interface ValueReader extends Reader<unknown> {
  readonly inner?: ReadonlyMap<string, string>
}

function valueReader(binding: Binding, { value, described, path }: ToRead): ValueReader {
  const written = sourceOf(binding, { value, described, path })
  if (written === undefined) return partsReader(binding, { value, described, path })
  const { label, read } = written
  const convert = converter(binding, { described, label })
  return {
    label,
    read: (row) => {
      const text = read(row)
      if (typeof text !== 'string') return computed(text, row)
      return text === '' ? undefined : convert(text, row)
    },
  }
}

function computed(value: unknown, row: Row): unknown {
  if (typeof value !== 'boolean') row.doubtful = true
  return value ?? undefined
}

function sourceOf(binding: Binding, { value, described, path }: ToRead): Reader<unknown> | undefined {
  if (typeof value === 'string') return columnReader(binding, value, path)
  if (isComputed(value)) {
    const expects = described === undefined ? undefined : EXPECTS[described.kind]
    return expressionReader(binding, { source: value.cel, expects }, [...path, 'cel'])
  }
  if (!isLiteral(value)) return undefined
  const text = String(value.text)
  const label = binding.mapping.document.placeOf([...path, 'text']).path ?? ''
  return { label, read: () => text }
}

/** What an expression must give for a field; an instant is text, read like a cell. */
const EXPECTS: Readonly<Record<FieldKind, FieldType | undefined>> = {
  string: 'string',
  instant: 'string',
  number: 'number',
  boolean: 'boolean',
  list: undefined,
  object: undefined,
  any: undefined,
}

function partsReader(binding: Binding, { value, described, path }: ToRead): ValueReader {
  const data = typeof value === 'object' ? (value as Readonly<Record<string, ValueShape>>) : {}
  const { read, labels } = dataReader(binding, { data, fields: described?.fields, path })
  const label = binding.mapping.document.placeOf(path).path ?? ''
  return {
    label,
    inner: labels,
    read: (row) => {
      const parts = read(row)
      return Object.keys(parts).length === 0 ? undefined : parts
    },
  }
}

interface Unnamed {
  readonly name: string
  readonly fields: Fields
  readonly path: DocumentPath
}

/** A field the type does not have is kept; one that looks misspelt would be missed in silence. */
function doubt({ mapping, warn }: Binding, { name, fields, path }: Unnamed): void {
  const near = nearest(name, Object.keys(fields))
  if (near === undefined) return
  const place = mapping.document.placeOfKey([...path, name])
  const reason = `“${name}” is not known here, and close to “${near}”.`
  const mend = `Rename it if you meant “${near}”; else it is kept as it is.`
  warn({ level: 'warning', code: 'near-name', place, reason, mend })
}
