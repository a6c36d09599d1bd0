import { nearest } from '../core/document/near.ts'
import type { Problem } from '../core/document/problem.ts'
import { problemAt } from '../core/fact/plain-json.ts'
import { parseInstant, whyNotInstant } from '../core/time/instant.ts'

/** One name an address may carry after its `?`. */
export interface QueryField {
  readonly says: string
  readonly kind: 'text' | 'instant' | 'count' | 'flag'
  readonly values?: readonly string[]
  /** Of a count. */
  readonly most?: number
  readonly required?: true
}

export type QueryFields = Readonly<Record<string, QueryField>>

/** As the address has it: a name that stands there twice comes as a list. */
export type GivenQuery = Readonly<Record<string, unknown>>

type ValueOf<Field extends QueryField> = Field['kind'] extends 'text'
  ? string
  : Field['kind'] extends 'flag'
    ? boolean
    : number

/** A value for each name; null where it is absent and may be. */
export type Query<Fields extends QueryFields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends { readonly required: true }
    ? ValueOf<Fields[Name]>
    : ValueOf<Fields[Name]> | null
}

export type ReadQuery<Fields extends QueryFields> =
  | { readonly query: Query<Fields> }
  | { readonly problems: readonly Problem[] }

const LONGEST = 2000

/** Unknown names are refused, with the one that was probably meant: a filter that is misspelt must not show everything. */
export function readQuery<const Fields extends QueryFields>(fields: Fields, given: GivenQuery): ReadQuery<Fields> {
  const problems: Problem[] = []
  const query: Record<string, unknown> = {}
  for (const name of Object.keys(given)) if (!Object.hasOwn(fields, name)) problems.push(unknownName(name, fields))
  for (const [name, field] of Object.entries(fields)) {
    const read = readValue(name, field, given[name])
    if (isProblem(read)) problems.push(read)
    else query[name] = read
  }
  return problems.length > 0 ? { problems } : { query: query as Query<Fields> }
}

type Value = string | number | boolean | null

const isProblem = (read: Value | Problem): read is Problem => typeof read === 'object' && read !== null

function readValue(name: string, field: QueryField, given: unknown): Value | Problem {
  if (given === undefined || given === '') {
    if (field.required === undefined) return null
    return problemAt(name, 'missing', { reason: 'This is missing.', mend: `Add it: ${field.says}` })
  }
  if (typeof given !== 'string')
    return problemAt(name, 'twice', { reason: 'It stands there more than once.', mend: 'Keep one of them.' })
  if (given.length > LONGEST || given.includes('\0'))
    return problemAt(name, 'too-long', { reason: 'That is no value for it.', mend: field.says })
  if (field.values !== undefined && !field.values.includes(given))
    return problemAt(name, 'value-not-allowed', {
      reason: `“${given.slice(0, 60)}” is not known here.`,
      mend: `Use one of: ${field.values.join(', ')}.`,
    })
  if (field.kind === 'instant') return instantValue(name, given)
  if (field.kind === 'count') return countValue(name, given, field.most ?? Number.MAX_SAFE_INTEGER)
  return field.kind === 'flag' ? given === 'true' : given
}

function instantValue(name: string, given: string): Value | Problem {
  // An offset's “+” is a blank once an address has been read.
  const instant = parseInstant(given.replace(/ (?=\d\d:\d\d$)/, '+'))
  if (instant !== undefined) return instant
  const mend = 'Write it as RFC 3339, e.g. 2015-01-16T13:30:00Z.'
  return problemAt(name, 'wrong-form', { reason: `${whyNotInstant(given)}.`, mend })
}

function countValue(name: string, given: string, most: number): Value | Problem {
  const count = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN
  if (count >= 1 && count <= most) return count
  return problemAt(name, 'wrong-form', {
    reason: `It must be a whole number from 1 to ${most}.`,
    mend: 'Write it in digits.',
  })
}

function unknownName(name: string, fields: QueryFields): Problem {
  const shown = name.slice(0, 60)
  const near = nearest(name, Object.keys(fields))
  const names = Object.keys(fields).join(', ')
  const known = names === '' ? 'It takes none; remove it.' : `It takes: ${names}.`
  const mend = near === undefined ? known : `Did you mean “${near}”?`
  return problemAt(shown, 'unknown-query', { reason: `“${shown}” is not known here.`, mend })
}
