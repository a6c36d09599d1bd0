/** What JSON value a field holds; `instant` is RFC 3339 text with an offset, `any` may be anything. */
export type FieldKind = 'string' | 'number' | 'boolean' | 'instant' | 'list' | 'object' | 'any'

/** A narrower form of a text or a number, checked by value-form.ts. */
export type ValueForm = 'key' | 'day' | 'decimal' | 'currency' | 'count' | 'share'

export type Fields = Readonly<Record<string, FieldDescription>>

/**
 * One field of a fact's `data` as plain data: the door, the expression type checker, the JSON Schema and the docs all
 * read it. No schema library: importing one takes 100 ms before the first schema is built, evaluating this whole
 * catalogue 6 (CPU, Node 20, 2026-11-22); and its check of a promise.made takes 0.82 µs, this one 0.41.
 */
export interface FieldDescription {
  readonly kind: FieldKind
  /** One sentence for the docs. */
  readonly says: string
  /** An optional field may be absent or null. */
  readonly optional: boolean
  /** Stored under the customer's own key; no rule, condition, forecast or digest reads it. */
  readonly personal: boolean
  readonly form?: ValueForm
  /** The only values allowed. */
  readonly values?: readonly string[]
  /** Values we know the meaning of; others are welcome and kept, since every silo has its own. */
  readonly usual?: readonly string[]
  /** Of a list. */
  readonly item?: FieldDescription
  /** Of an object; fields not named here are kept. */
  readonly fields?: Fields
}

const field = (kind: FieldKind, says: string): FieldDescription => ({ kind, says, optional: false, personal: false })

/** Free text without names or addresses; with the values we know, if there are any. */
export const text = (says: string, usual?: readonly string[]): FieldDescription =>
  usual === undefined ? field('string', says) : { ...field('string', says), usual }

/** A key some system issued, or the name of a silo, a kind, a policy: never empty, 512 characters at most. */
export const key = (says: string): FieldDescription => ({ ...field('string', says), form: 'key' })

export const oneOf = (says: string, values: readonly string[]): FieldDescription => ({
  ...field('string', says),
  values,
})

/** RFC 3339 text with an offset. */
export const instantField = (says: string): FieldDescription => field('instant', says)

/** A local calendar day, `2015-01-16`. */
export const day = (says: string): FieldDescription => ({ ...field('string', says), form: 'day' })

/** Money is text, `"24.90"`: a JSON number is a binary fraction and does not hold cents. */
export const decimal = (says: string): FieldDescription => ({ ...field('string', says), form: 'decimal' })

/** ISO 4217. */
export const currency = (says: string): FieldDescription => ({ ...field('string', says), form: 'currency' })

export const number = (says: string): FieldDescription => field('number', says)

/** A whole number from 0. */
export const count = (says: string): FieldDescription => ({ ...field('number', says), form: 'count' })

/** From 0 to 1. */
export const share = (says: string): FieldDescription => ({ ...field('number', says), form: 'share' })

export const flag = (says: string): FieldDescription => field('boolean', says)

export const list = (says: string, item: FieldDescription): FieldDescription => ({ ...field('list', says), item })

export const object = (says: string, fields: Fields): FieldDescription => ({ ...field('object', says), fields })

export const anything = (says: string): FieldDescription => field('any', says)

export const optional = (described: FieldDescription): FieldDescription => ({ ...described, optional: true })

/** A text, a name, an address, a place: what an erased person's key takes with it. */
export const personal = (described: FieldDescription): FieldDescription => ({ ...described, personal: true })

/** Dotted paths of all fields the test holds for, `[]` for each item of a list: `window.start`, `lines[].label`. */
export function pathsWhere(fields: Fields, test: (described: FieldDescription) => boolean): readonly string[] {
  return Object.entries(fields).flatMap(([name, described]) => pathsIn(name, described, test))
}

function pathsIn(
  path: string,
  described: FieldDescription,
  test: (described: FieldDescription) => boolean,
): readonly string[] {
  const own = test(described) ? [path] : []
  const items = described.item === undefined ? [] : pathsIn(`${path}[]`, described.item, test)
  const inner = described.fields === undefined ? [] : pathsWhere(described.fields, test).map((at) => `${path}.${at}`)
  return [...own, ...items, ...inner]
}
