import { factType } from './catalogue.ts'
import type { FactData } from './fact.ts'
import { pathsWhere, type FieldDescription, type Fields } from './field.ts'

/** A fact's data in its two halves; each has the form of the whole, so that they can be laid over each other again. */
export interface SplitData {
  /** What rules, forecasts and digests may read. */
  readonly open: FactData
  /** What is stored under the customer's own key; null: nothing. */
  readonly personal: FactData | null
}

/** Of each type met, the fields that can hide nothing: looking at their names is enough. */
const openNames = new Map<string, ReadonlySet<string>>()

/**
 * Takes apart what is personal. Of a type we do not know that is all of it, and of a known one every field the catalogue
 * does not name: nobody has said that it holds no name or address.
 */
export function splitPersonal(type: string, data: FactData): SplitData {
  const fields = factType(type)?.fields
  if (fields === undefined) return Object.keys(data).length === 0 ? { open: data, personal: null } : hidden(data)
  const known = openNames.get(type) ?? namesThatHideNothing(type, fields)
  if (hasOnly(known, data)) return { open: data, personal: null }
  const { open, personal } = splitObject(fields, data)
  return { open, personal: Object.keys(personal).length === 0 ? null : personal }
}

const hidden = (data: FactData): SplitData => ({ open: {}, personal: data })

function namesThatHideNothing(type: string, fields: Fields): ReadonlySet<string> {
  const known = new Set<string>()
  for (const [name, described] of Object.entries(fields)) {
    const nests = described.fields !== undefined || described.item?.fields !== undefined
    if (!nests && pathsWhere({ [name]: described }, ({ personal }) => personal).length === 0) known.add(name)
  }
  openNames.set(type, known)
  return known
}

function hasOnly(names: ReadonlySet<string>, data: FactData): boolean {
  for (const name in data) if (!names.has(name)) return false
  return true
}

interface Halves {
  readonly open: Record<string, unknown>
  readonly personal: Record<string, unknown>
}

function splitObject(fields: Fields, data: FactData): Halves {
  const halves: Halves = { open: {}, personal: {} }
  for (const [name, value] of Object.entries(data)) {
    const [open, personal] = splitValue(fields[name], value)
    if (open !== undefined) halves.open[name] = open
    if (personal !== undefined) halves.personal[name] = personal
  }
  return halves
}

function splitValue(described: FieldDescription | undefined, value: unknown): readonly [unknown, unknown] {
  if (described === undefined || described.personal) return [undefined, value]
  const { fields, item } = described
  if (fields !== undefined && isObject(value)) {
    const { open, personal } = splitObject(fields, value)
    return [open, Object.keys(personal).length === 0 ? undefined : personal]
  }
  if (item !== undefined && Array.isArray(value)) {
    const halves = value.map((one: unknown) => splitValue(item, one))
    const hides = halves.some(([, personal]) => personal !== undefined)
    return [halves.map(([open]) => open ?? null), hides ? halves.map(([, personal]) => personal ?? null) : undefined]
  }
  return [value, undefined]
}

const isObject = (value: unknown): value is FactData =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The whole again, as it was heard but for the order of its fields. */
export const joinPersonal = (open: FactData, personal: FactData | null): FactData =>
  personal === null ? open : (laid(open, personal) as FactData)

function laid(under: unknown, over: unknown): unknown {
  if (over === undefined || over === null) return under
  if (Array.isArray(under) && Array.isArray(over)) return under.map((one: unknown, n) => laid(one, over[n] as unknown))
  if (!isObject(under) || !isObject(over)) return over
  const whole: Record<string, unknown> = { ...under }
  for (const [name, value] of Object.entries(over)) whole[name] = name in under ? laid(under[name], value) : value
  return whole
}
