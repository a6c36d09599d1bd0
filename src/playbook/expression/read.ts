import { converter, type Convert } from './convert.ts'
import type { FieldType, Scope } from './types.ts'

export type Read = (scope: Scope) => unknown

/** Reads a path as its type: the value, null when any part of the path is missing, or a Failed. Never throws. */
export function reader(path: readonly string[], type: FieldType): Read {
  const convert = converter(type, path.join('.'))
  const [root = '', first, second] = path
  if (path.some(inherited)) return guarded(path, convert)
  // One and two segments are nearly all there are; unrolled they are twice as fast as the loop.
  if (first === undefined) return (scope) => convert(scope[root])
  if (path.length === 2) return (scope) => convert(below(scope[root], first))
  if (path.length === 3 && second !== undefined) return (scope) => convert(below(below(scope[root], first), second))
  return (scope) => {
    let value: unknown = scope
    for (const name of path) value = below(value, name)
    return convert(value)
  }
}

const inherited = (name: string): boolean => name in Object.prototype

/** A plain read is safe for every name that objects do not inherit, and leaves room for getters in our own scope objects. */
export function below(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return (value as Readonly<Record<string, unknown>>)[name]
}

/** `toString`, `constructor`, `__proto__`: only when the object itself has such a field. */
function guarded(path: readonly string[], convert: Convert): Read {
  return (scope) => {
    let value: unknown = scope
    for (const name of path) value = ownBelow(value, name)
    return convert(value)
  }
}

export function ownBelow(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : null
}
