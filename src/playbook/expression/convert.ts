import { parseDuration } from '../../core/time/duration.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { failed, type Failed } from './failed.ts'
import { isList, type FieldType, type ScalarType } from './types.ts'

/** A value as an expression sees it: scalars, instants and durations as ms, lists and objects as they are, null if missing. */
export type Convert = (value: unknown) => unknown

/**
 * Makes a value what its declared type says. Text becomes an instant or a duration; a value of another type is a failure
 * that names `label`, since facts of a known type were checked at the door and only unknown ones can hold surprises.
 */
export function converter(type: FieldType, label: string): Convert {
  if (type === 'instant') return timed(parseInstant, failed(`${label} is not an instant`))
  if (type === 'duration') return timed(parseDuration, failed(`${label} is not a duration`))
  if (isList(type)) return listed(type.list, label)
  if (typeof type === 'string' && type !== 'any') return checked(type, failed(`${label} is not a ${type}`))
  return (value) => (value === undefined ? null : value)
}

function checked(type: ScalarType, wrong: Failed): Convert {
  return (value) => {
    if (typeof value === type) return value
    return value === undefined || value === null ? null : wrong
  }
}

function timed(parse: (text: string) => number | undefined, wrong: Failed): Convert {
  return (value) => {
    if (typeof value === 'number') return Number.isFinite(value) ? value : wrong
    if (typeof value === 'string') return parse(value) ?? wrong
    return value === undefined || value === null ? null : wrong
  }
}

function listed(type: FieldType, label: string): Convert {
  const wrong = failed(`${label} is not a list`)
  const each = type === 'instant' || type === 'duration' ? converter(type, `an element of ${label}`) : undefined
  return (value) => {
    if (value === undefined || value === null) return null
    if (!Array.isArray(value)) return wrong
    return each === undefined ? value : value.map(each)
  }
}
