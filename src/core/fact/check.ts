import type { Problem } from '../document/problem.ts'
import { nearest } from '../document/near.ts'
import { parseInstant, whyNotInstant } from '../time/instant.ts'
import type { FieldDescription, FieldKind } from './field.ts'
import { NONE, checkName, checkPlain, checkText, notFinite, problemAt, tooMany, within } from './plain-json.ts'
import type { FieldShape, Shape } from './shape.ts'
import { MAX_LIST, formMend, formWords, numberHasForm, textHasForm } from './value-form.ts'

/**
 * One walk over the data; a good fact allocates nothing. An optional field may be null. Fields the shape does not name
 * are kept; one that looks like a misspelt name is a warning, since it would be missed in silence.
 */
export function checkShape(shape: Shape, data: object, depth = 0): readonly Problem[] {
  let problems = NONE
  let needed = shape.needed
  for (const name in data) {
    const value = (data as Readonly<Record<string, unknown>>)[name]
    const field = shape.fields.get(name)
    if (field === undefined)
      problems = joined(problems, joined(checkUndeclared(name, value, depth), doubtAbout(shape, name)))
    else if (value !== null && value !== undefined) {
      if (!field.described.optional) needed -= 1
      const found = checkValue(field, value, depth)
      if (found !== NONE) problems = joined(problems, within(name, found))
    }
  }
  return needed === 0 ? problems : joined(problems, missingIn(shape, data))
}

const joined = (some: readonly Problem[], more: readonly Problem[]): readonly Problem[] =>
  more.length === 0 ? some : some.length === 0 ? more : [...some, ...more]

function checkValue(field: FieldShape, value: unknown, depth: number): readonly Problem[] {
  const { described } = field
  switch (described.kind) {
    case 'string':
      return typeof value === 'string' ? checkString(described, value) : wrongKind(described, value)
    case 'instant':
      return typeof value === 'string' ? checkInstant(value, '') : wrongKind(described, value)
    case 'number':
      return typeof value === 'number' ? checkNumber(described, value) : wrongKind(described, value)
    case 'boolean':
      return typeof value === 'boolean' ? NONE : wrongKind(described, value)
    case 'list':
      return Array.isArray(value) ? checkList(field, value, depth) : wrongKind(described, value)
    case 'object':
      return isRecord(value) ? checkObject(field, value, depth) : wrongKind(described, value)
    case 'any':
      return checkPlain(value, '', depth + 1)
  }
}

/** A JSON object, no list. */
export const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function checkString({ form, values }: FieldDescription, text: string): readonly Problem[] {
  const found = checkText(text, '')
  if (found !== NONE) return found
  if (form !== undefined && !textHasForm(text, form))
    return [problemAt('', 'wrong-form', { reason: `${shown(text)} is not ${formWords(form)}.`, mend: formMend(form) })]
  if (values === undefined || values.includes(text)) return NONE
  const near = nearest(text, values)
  const mend = near === undefined ? `Use one of: ${values.join(', ')}.` : `Did you mean “${near}”?`
  return [problemAt('', 'value-not-allowed', { reason: `${shown(text)} is not known here.`, mend })]
}

/** RFC 3339 with an offset, years 1900–2200. */
export function checkInstant(text: string, path: string): readonly Problem[] {
  if (parseInstant(text) !== undefined) return NONE
  const mend = 'Write it as RFC 3339 with an offset, e.g. "2015-01-16T13:30:00-05:00".'
  return [problemAt(path, 'not-an-instant', { reason: `${shown(text)} is no instant: ${whyNotInstant(text)}.`, mend })]
}

function checkNumber({ form }: FieldDescription, value: number): readonly Problem[] {
  if (!Number.isFinite(value)) return [notFinite('')]
  if (form === undefined || numberHasForm(value, form)) return NONE
  return [problemAt('', 'wrong-form', { reason: `${value} is not ${formWords(form)}.`, mend: formMend(form) })]
}

function checkList({ item }: FieldShape, items: readonly unknown[], depth: number): readonly Problem[] {
  if (items.length > MAX_LIST) return [tooMany('', items.length)]
  let problems = NONE
  for (let at = 0; at < items.length; at += 1) {
    const found = item === undefined ? NONE : checkValue(item, items[at], depth + 1)
    if (found !== NONE) problems = joined(problems, within(`[${at}]`, found))
  }
  return problems
}

const checkObject = ({ inner }: FieldShape, value: object, depth: number): readonly Problem[] =>
  inner === undefined ? checkPlain(value, '', depth + 1) : checkShape(inner, value, depth + 1)

const KIND_WORDS: Readonly<Record<FieldKind, string>> = {
  string: 'text',
  instant: 'an instant in text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  object: 'an object',
  any: 'a value',
}

function wrongKind(described: FieldDescription, value: unknown): readonly Problem[] {
  const reason = `This is ${typeWords(value)}, not ${KIND_WORDS[described.kind]}.`
  return [problemAt('', 'wrong-type', { reason, mend: mendOfKind(described, value) })]
}

function mendOfKind({ kind, form }: FieldDescription, value: unknown): string {
  if (kind === 'instant') return 'Write it as RFC 3339 with an offset, e.g. "2015-01-16T13:30:00-05:00".'
  if (kind === 'string' && typeof value === 'number')
    return form === 'decimal' ? `Put it in quotes: "${value}"; a JSON number does not hold cents.` : 'Put it in quotes.'
  if (kind === 'list') return 'Put it in brackets: [ … ].'
  return `Send ${KIND_WORDS[kind]}.`
}

export const typeWords = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'text' : `a ${typeof value}`

/** Enough of a text to find it by, and never a whole one: reports are read by people and kept in logs. */
export const shown = (text: string): string =>
  `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`.replaceAll('\0', '?')

function missingIn({ fields, names }: Shape, data: object): readonly Problem[] {
  const given = new Map(Object.entries(data))
  const unknown = [...given.keys()].filter((name) => !fields.has(name))
  return names.flatMap((name) => {
    const value: unknown = given.get(name)
    if (fields.get(name)?.described.optional === true || (value !== undefined && value !== null)) return []
    const near = unknown.find((other) => nearest(other, names) === name)
    const mend = near === undefined ? `Add it: ${fields.get(name)?.described.says ?? ''}` : `Rename “${near}” to it.`
    return [problemAt(name, 'missing', { reason: 'This is missing.', mend })]
  })
}

function checkUndeclared(name: string, value: unknown, depth: number): readonly Problem[] {
  const badName = checkName(name)
  return badName === NONE ? checkPlain(value, name, depth + 1) : badName
}

function doubtAbout(shape: Shape, name: string): readonly Problem[] {
  const near = nearDeclared(shape, name)
  if (near === undefined) return NONE
  const reason = `“${name}” is not known here, and close to “${near}”.`
  const mend = `Rename it if you meant “${near}”; else it is kept as it is.`
  return [{ level: 'warning', code: 'near-name', place: { path: name }, reason, mend }]
}

/** Names seen beside a shape's own, with what they are near to: a file repeats them a million times. */
const seen = new WeakMap<Shape, Map<string, string | undefined>>()
const MOST_SEEN = 1000

function nearDeclared(shape: Shape, name: string): string | undefined {
  const known = seen.get(shape) ?? new Map<string, string | undefined>()
  if (known.has(name)) return known.get(name)
  const near = nearest(name, shape.names)
  if (known.size < MOST_SEEN) seen.set(shape, known.set(name, near))
  return near
}
