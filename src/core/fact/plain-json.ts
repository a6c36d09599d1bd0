import type { Problem } from '../document/problem.ts'
import { MAX_DEPTH, MAX_LIST, MAX_TEXT } from './value-form.ts'

export const NONE: readonly Problem[] = []

/** What is wrong and what to do about it, each a sentence. */
export type Words = Pick<Problem, 'reason' | 'mend'>

export const problemAt = (path: string, code: string, { reason, mend }: Words): Problem => ({
  level: 'error',
  code,
  place: { path },
  reason,
  mend,
})

/** The same problems, seen from one level further out. */
export function within(outer: string, problems: readonly Problem[]): readonly Problem[] {
  if (problems.length === 0) return NONE
  if (outer === '') return problems
  return problems.map((problem) => {
    const inner = problem.place.path ?? ''
    const path = inner === '' ? outer : inner.startsWith('[') ? `${outer}${inner}` : `${outer}.${inner}`
    return { ...problem, place: { ...problem.place, path } }
  })
}

/** PostgreSQL stores no NUL in text or JSON, so the door refuses it; half a surrogate pair has no UTF-8. */
export function checkText(text: string, path: string): readonly Problem[] {
  if (text.length > MAX_TEXT) return [tooLong(path, text.length)]
  if (text.includes('\0'))
    return [problemAt(path, 'nul-character', { reason: 'It holds a NUL character.', mend: 'Remove it.' })]
  if (!isWellFormed(text))
    return [problemAt(path, 'half-character', { reason: 'It holds half a character.', mend: 'Write it in whole.' })]
  return NONE
}

/** ES2024; every runtime we support has it, the ES2023 types do not. It looks at two-byte texts only. */
const isWellFormed = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed()

const tooLong = (path: string, length: number): Problem =>
  problemAt(path, 'too-long', {
    reason: `It has ${length} characters.`,
    mend: `Keep it within ${MAX_TEXT}; send a link to the rest.`,
  })

/** Whatever JSON holds, within the limits of value-form.ts. Paths start at `path`; '' is the value itself. */
export function checkPlain(value: unknown, path: string, depth: number): readonly Problem[] {
  if (typeof value === 'string') return checkText(value, path)
  if (typeof value === 'boolean' || value === null || value === undefined) return NONE
  if (typeof value === 'number') return Number.isFinite(value) ? NONE : [notFinite(path)]
  if (typeof value !== 'object')
    return [problemAt(path, 'not-json', { reason: 'It is no JSON value.', mend: 'Send JSON.' })]
  if (depth > MAX_DEPTH)
    return [problemAt(path, 'too-deep', { reason: `It nests deeper than ${MAX_DEPTH}.`, mend: 'Send it flatter.' })]
  return Array.isArray(value) ? checkItems(value, path, depth) : checkMembers(value, path, depth)
}

export const notFinite = (path: string): Problem =>
  problemAt(path, 'not-finite', { reason: 'The number is too large.', mend: 'Send it as text.' })

export function tooMany(path: string, length: number): Problem {
  return problemAt(path, 'too-many', { reason: `The list has ${length} items.`, mend: `Keep it within ${MAX_LIST}.` })
}

function checkItems(items: readonly unknown[], path: string, depth: number): readonly Problem[] {
  if (items.length > MAX_LIST) return [tooMany(path, items.length)]
  return items.flatMap((item, at) => checkPlain(item, `${path}[${at}]`, depth + 1))
}

function checkMembers(value: object, path: string, depth: number): readonly Problem[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`
    const bad = checkName(name)
    return bad === NONE ? checkPlain(inner, at, depth + 1) : within(path, bad)
  })
}

/** The longest name of a field. */
const MAX_NAME = 128

/** `__proto__` set on a copy would change the copy's nature instead of its content. */
export function checkName(name: string): readonly Problem[] {
  if (name !== '__proto__' && name.length <= MAX_NAME && !name.includes('\0')) return NONE
  const shown = name.replaceAll('\0', '?').slice(0, MAX_NAME)
  return [
    problemAt(shown, 'bad-name', {
      reason: 'This is no name for a field.',
      mend: `Rename it, within ${MAX_NAME} characters.`,
    }),
  ]
}
