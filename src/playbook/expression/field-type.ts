/**
 * What an expression may see, described for the checker. Any path may turn out to be missing in a fact, whatever its type;
 * it then reads as null (see compile.ts).
 */
export type FieldType = ScalarType | 'any' | ListType | ObjectType

/** An instant is ms since 1970 in our records and RFC 3339 text in facts; a duration is ms, or text such as "30h". */
export type ScalarType = 'string' | 'number' | 'boolean' | 'instant' | 'duration'

export interface ListType {
  readonly list: FieldType
}

export interface ObjectType {
  readonly fields: Readonly<Record<string, FieldType>>
}

/** Top-level names (`fact`, `data`, `promise`, a CSV column …) and their types. */
export type ScopeType = Readonly<Record<string, FieldType>>

/** The values under those names, at one evaluation. */
export type Scope = Readonly<Record<string, unknown>>

/** A function an expression may call; `customer.asked` in the table is called as a method of the scope's `customer`. */
export interface FunctionType {
  readonly args: readonly FieldType[]
  readonly result: FieldType
}

export type FunctionTypes = Readonly<Record<string, FunctionType>>

/** Their implementations, handed in at each evaluation. Instants and durations cross as ms; null says "not known". */
export type Calls = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>

export const isList = (type: FieldType | undefined): type is ListType => typeof type === 'object' && 'list' in type

export const isObject = (type: FieldType | undefined): type is ObjectType =>
  typeof type === 'object' && 'fields' in type

/** Own entries only, so that nobody reaches `constructor` or `__proto__`. */
export function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** The type under a name of an object; `any` below `any`; undefined when there is no such field. */
export function fieldOf(type: FieldType, name: string): FieldType | undefined {
  if (type === 'any') return 'any'
  return isObject(type) ? own(type.fields, name) : undefined
}
