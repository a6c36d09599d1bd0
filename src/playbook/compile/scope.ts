import { factType, fieldsOf } from '../../core/fact/catalogue.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { FieldDescription, Fields } from '../../core/fact/field.ts'
import type { CustomerPromise, PromiseVersion } from '../../core/promise/customer-promise.ts'
import { currentVersion } from '../../core/promise/customer-promise.ts'
import type { FieldType, FunctionTypes, Scope, ScopeType } from '../expression/field-type.ts'
import type { Seen } from '../seen.ts'

const FACT: FieldType = {
  fields: {
    type: 'string',
    source: 'string',
    id: 'string',
    subject: 'string',
    origin: 'string',
    time: 'instant',
    heard: 'instant',
  },
}
const DUE: FieldType = { fields: { from: 'instant', to: 'instant' } }
const FORECAST: FieldType = {
  fields: {
    level: 'string',
    probability: 'number',
    expected: 'instant',
    late_by: 'duration',
    moved: 'duration',
    reason: 'string',
  },
}
const CUSTOMER: FieldType = {
  fields: { zone: 'string', outstanding: 'number', open_promises: 'number', open_cases: 'number', ended: 'boolean' },
}

export const FUNCTIONS: FunctionTypes = {
  local: { args: ['instant', 'string'], result: 'instant' },
  business_days: { args: ['instant', 'number'], result: 'instant' },
  score: { args: ['string'], result: 'number' },
  'customer.asked': { args: ['string'], result: 'boolean' },
  'customer.did': { args: ['string'], result: 'boolean' },
}

function typeOf({ kind, fields, item }: FieldDescription): FieldType {
  switch (kind) {
    case 'list':
      return { list: item === undefined ? 'any' : typeOf(item) }
    case 'object':
      return fields === undefined ? 'any' : { fields: typesOf(fields) }
    case 'string':
    case 'number':
    case 'boolean':
    case 'instant':
    case 'any':
      return kind
  }
}

const typesOf = (fields: Fields): Readonly<Record<string, FieldType>> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, typeOf(field)]))

/** The type of `data`: of the fact's schema; of a type the catalogue does not know, anything. */
export const dataType = (type: string | null): FieldType =>
  type === null || factType(type) === undefined ? 'any' : { fields: typesOf(fieldsOf(type)) }

const promiseType = (notes: readonly string[]) => ({
  fields: {
    key: 'string',
    kind: 'string',
    owner: 'string',
    made: 'instant',
    version: 'number',
    state: 'string',
    ...Object.fromEntries(notes.map((note) => [note, 'instant' as const])),
  } satisfies Readonly<Record<string, FieldType>>,
})

/** What the rules of a promise see: the fact and, where there is one, the promise. Not the customer, not a forecast. */
export const ruleScope = (type: string, notes: readonly string[]): ScopeType => ({
  fact: FACT,
  data: dataType(type),
  promise: promiseType(notes),
  due: DUE,
})

/** What a moment sees. `data` is that of the fact that brought it, where the moment hangs on one. */
export const momentScope = (type: string | null, notes: readonly string[]): ScopeType => ({
  fact: FACT,
  data: dataType(type),
  promise: { fields: { ...promiseType(notes).fields, moved_by: 'string' } },
  due: DUE,
  forecast: FORECAST,
  customer: CUSTOMER,
  now: 'instant',
})

const NOTHING: Scope = {}

const promiseSeen = (promise: CustomerPromise, version: PromiseVersion): Scope => ({
  key: promise.key,
  kind: promise.kind,
  owner: promise.owner,
  made: version.made,
  version: version.n,
  state: version.state,
  ...promise.notes,
})

export function seenByRule(fact: Fact, promise: CustomerPromise | null): Scope {
  if (promise === null) return { fact, data: fact.data, promise: NOTHING, due: NOTHING }
  const version = currentVersion(promise)
  return {
    fact,
    data: fact.data,
    promise: promiseSeen(promise, version),
    due: { from: version.dueFrom, to: version.dueTo },
  }
}

export const seenByMoment = ({ fact, promise, version, forecast, moved, movedBy, customer, now }: Seen): Scope => ({
  fact: fact ?? NOTHING,
  data: fact?.data ?? NOTHING,
  promise: promise === null || version === null ? NOTHING : { ...promiseSeen(promise, version), moved_by: movedBy },
  due: version === null ? NOTHING : { from: version.dueFrom, to: version.dueTo },
  forecast: forecast === null ? NOTHING : { ...forecast, late_by: forecast.lateBy, moved },
  customer: {
    zone: customer.zone,
    get outstanding() {
      return customer.outstanding()
    },
    get open_promises() {
      return customer.openPromises()
    },
    open_cases: customer.openCases,
    ended: customer.ended,
  },
  now,
})
