import { nameOf, type Amount, type TextLook } from './names.ts'
import { plainValue } from './plain.ts'
import { unsaidAmount, unsaidObject, unsaidTime } from './said.ts'

/**
 * What a text may do with one name of a look: words made fit for plain text, a time or an amount that still needs its
 * filter. null: not known, prints as nothing; undefined: not known, and the text cannot do without.
 */
export type LookReader = (look: TextLook) => unknown

export function lookReader(path: readonly string[]): LookReader {
  const name = nameOf(path)
  const whole = path.join('.')
  const missing = name?.needed === true ? undefined : null
  return (look) => {
    const value = valueAt(look, path)
    if (value === undefined || value === null || value === '') return missing
    // Of a value of nothing but controls no word is left.
    if (typeof value === 'string') return plainValue(value) || missing
    if (name?.holds === 'time' && typeof value === 'number') return unsaidTime(value, whole)
    if (name?.holds === 'amount') return unsaidAmount(value as Amount, whole)
    if (Array.isArray(value)) return plainValue(value.filter((one) => typeof one !== 'object').join(', '))
    return typeof value === 'object' ? unsaidObject(value, whole) : value
  }
}

function valueAt(look: TextLook, path: readonly string[]): unknown {
  let value: unknown = look
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[part]
  }
  return value
}
