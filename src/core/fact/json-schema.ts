import { factType } from './catalogue.ts'
import type { FactType } from './fact-type.ts'
import type { FieldDescription, FieldKind, Fields } from './field.ts'
import { MAX_KEY, MAX_LIST, MAX_TEXT, formPattern } from './value-form.ts'

/** A JSON Schema of the dialect 2020-12, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * The schema of a type's data; undefined for an unknown type. Other fields are allowed, as at the door. Personal
 * fields carry `"x-personal": true`. Years 1900–2200 and NUL characters cannot be said in it; the door checks them.
 */
export function dataSchema(type: string): JsonSchema | undefined {
  const known = factType(type)
  return known === undefined ? undefined : schemaOfType(known)
}

const schemaOfType = ({ type, says, fields, example }: FactType): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: type,
  description: says,
  ...objectSchema(fields),
  examples: [example.data],
})

function objectSchema(fields: Fields): JsonSchema {
  const entries = Object.entries(fields)
  const required = entries.filter(([, described]) => !described.optional).map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, described]) => [name, fieldSchema(described)])),
    ...(required.length === 0 ? {} : { required }),
  }
}

const TYPES: Readonly<Record<Exclude<FieldKind, 'any'>, string>> = {
  string: 'string',
  instant: 'string',
  number: 'number',
  boolean: 'boolean',
  list: 'array',
  object: 'object',
}

function fieldSchema(described: FieldDescription): JsonSchema {
  const { says, optional, personal, usual } = described
  return {
    ...typeSchema(described, optional),
    description: says,
    ...(usual === undefined ? {} : { examples: usual }),
    ...(personal ? { 'x-personal': true } : {}),
  }
}

function typeSchema(described: FieldDescription, nullable: boolean): JsonSchema {
  const { kind, values, item, fields } = described
  if (kind === 'any') return {}
  if (values !== undefined) return { enum: nullable ? [...values, null] : values }
  const inner = kind === 'object' && fields !== undefined ? objectSchema(fields) : {}
  const items = kind === 'list' ? { maxItems: MAX_LIST, ...(item && { items: fieldSchema(item) }) } : {}
  const type = nullable ? [TYPES[kind], 'null'] : TYPES[kind]
  return { ...inner, ...items, ...valueSchema(described), type }
}

function valueSchema({ kind, form }: FieldDescription): JsonSchema {
  if (kind === 'instant') return { format: 'date-time' }
  if (form === 'key') return { minLength: 1, maxLength: MAX_KEY }
  if (form === 'count') return { minimum: 0, multipleOf: 1 }
  if (form === 'share') return { minimum: 0, maximum: 1 }
  if (form !== undefined) return { pattern: formPattern(form) ?? '' }
  return kind === 'string' ? { maxLength: MAX_TEXT } : {}
}
