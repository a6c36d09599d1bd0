import { nearest } from '../core/document/near.ts'
import type { Problem } from '../core/document/problem.ts'
import { checkData, factType, factTypes } from '../core/fact/catalogue.ts'
import { checkInstant, shown, typeWords } from '../core/fact/check.ts'
import type { FactType } from '../core/fact/fact-type.ts'
import type { Fact } from '../core/fact/fact.ts'
import { NONE, checkText, problemAt, within } from '../core/fact/plain-json.ts'
import type { Words } from '../core/fact/plain-json.ts'
import { KNOWN_ATTRIBUTES, MAX_NAME, MAX_TYPE, ORIGINS, isOrigin, isTypeName } from './fact-attributes.ts'
import type { RawEvent } from './fact-attributes.ts'

const ATTRIBUTES: ReadonlySet<string> = new Set(KNOWN_ATTRIBUTES)
/** CloudEvents 1.0.2, "Naming conventions": lower-case letters and digits. */
const EXTENSION = /^[a-z0-9]{1,64}$/

/** Everything that is wrong with an event, each with its mend; the slow way, walked only when something is. */
export function problemsOf(event: RawEvent): readonly Problem[] {
  const type = typeof event.type === 'string' ? event.type : ''
  return [
    ...versionProblems(event.specversion),
    ...nameProblems('id', event.id, event),
    ...nameProblems('source', event.source, event),
    ...typeProblems(event),
    ...nameProblems('subject', event.subject, event),
    ...(['time', 'heard', 'known'] as const).flatMap((name) => instantProblems(name, event)),
    ...originProblems(type, event.origin),
    ...(event.sequence === undefined ? NONE : nameProblems('sequence', event.sequence, event)),
    ...(event.data === undefined ? [missing('data', event)] : within('data', checkData(type, event.data))),
    ...unknownAttributes(event),
  ]
}

function versionProblems(version: unknown): readonly Problem[] {
  if (version === undefined || version === '1.0') return NONE
  return [
    problemAt('specversion', 'wrong-version', {
      reason: 'Only CloudEvents 1.0 is read.',
      mend: 'Write "1.0", or leave it out.',
    }),
  ]
}

function missing(name: string, event: RawEvent): Problem {
  const near = Object.keys(event).find((other) => !ATTRIBUTES.has(other) && nearest(other, KNOWN_ATTRIBUTES) === name)
  return problemAt(name, 'missing', {
    reason: 'This is missing.',
    mend: near === undefined ? 'Add it.' : `Rename “${near}” to it.`,
  })
}

function nameProblems(name: string, value: unknown, event: RawEvent): readonly Problem[] {
  if (value === undefined || value === null) return [missing(name, event)]
  if (typeof value !== 'string')
    return [
      problemAt(name, 'wrong-type', { reason: `This is ${typeWords(value)}, not text.`, mend: 'Put it in quotes.' }),
    ]
  if (value === '') return [problemAt(name, 'missing', { reason: 'This is empty.', mend: 'Fill it.' })]
  if (value.length > MAX_NAME)
    return [
      problemAt(name, 'too-long', {
        reason: `It has ${value.length} characters.`,
        mend: `Keep it within ${MAX_NAME}.`,
      }),
    ]
  if (name === 'source' && value.includes(' '))
    return [
      problemAt(name, 'wrong-form', { reason: 'It holds a space.', mend: 'Write a URI reference, e.g. “boston-311”.' }),
    ]
  return checkText(value, name)
}

function typeProblems(event: RawEvent): readonly Problem[] {
  const { type } = event
  const asName = nameProblems('type', type, event)
  if (asName.length > 0 || typeof type !== 'string' || isTypeName(type)) return asName
  const mend = `Use letters, digits, “.” and “-”, at most ${MAX_TYPE}, e.g. “visit.booked”.`
  return [problemAt('type', 'wrong-form', { reason: `${shown(type)} is no name of a type.`, mend })]
}

function instantProblems(name: 'time' | 'heard' | 'known', event: RawEvent): readonly Problem[] {
  const value = event[name]
  if (value === undefined) return name === 'time' ? [missing(name, event)] : NONE
  if (typeof value === 'string') return checkInstant(value, name)
  const mend = 'Write it as RFC 3339 with an offset, e.g. "2015-01-16T13:30:00-05:00".'
  return [problemAt(name, 'wrong-type', { reason: `This is ${typeWords(value)}, not an instant in text.`, mend })]
}

function originProblems(type: string, given: unknown): readonly Problem[] {
  const origin = given === undefined ? 'outside' : given
  if (!isOrigin(origin)) {
    const reason = typeof origin === 'string' ? `${shown(origin)} is not known here.` : `This is ${typeWords(origin)}.`
    return [problemAt('origin', 'value-not-allowed', { reason, mend: `Use one of: ${ORIGINS.join(', ')}.` })]
  }
  const allowed = factType(type)?.origins ?? [origin]
  if (allowed.includes(origin)) return NONE
  const reason = `“${type}” cannot be stated from ${origin}.`
  return [problemAt('origin', 'origin-not-allowed', { reason, mend: `It is stated by: ${allowed.join(', ')}.` })]
}

export function unknownAttributes(event: RawEvent): readonly Problem[] {
  return Object.keys(event).flatMap((name) => (ATTRIBUTES.has(name) ? NONE : unknownAttribute(name, event)))
}

function unknownAttribute(name: string, event: RawEvent): readonly Problem[] {
  const path = shown(name).slice(1, -1)
  if (name === 'data_base64')
    return [problemAt(path, 'not-json', { reason: 'Data must be a JSON object.', mend: 'Send it as “data”.' })]
  if (!EXTENSION.test(name)) {
    const mend = 'Use lower-case letters and digits, or put it into “data”.'
    return [problemAt(path, 'bad-attribute', { reason: 'CloudEvents does not allow this name.', mend })]
  }
  const near = nearest(name, KNOWN_ATTRIBUTES)
  if (near === undefined || near in event) return NONE
  const reason = `“${name}” is not known here, and close to “${near}”.`
  return [warning(path, 'near-name', { reason, mend: `Rename it if you meant “${near}”; else it is not kept.` })]
}

const warning = (path: string, code: string, words: Words): Problem => ({
  ...problemAt(path, code, words),
  level: 'warning',
})

/** What is allowed and yet probably a mistake. */
export function doubtsAbout({ type, subject }: Fact, known: FactType | undefined): readonly Problem[] {
  const near = known === undefined ? nearType(type) : undefined
  const typo = near === undefined ? NONE : [misspelt(type, near)]
  const colon = subject.indexOf(':')
  if (colon > 0 && colon < subject.length - 1) return typo
  const mend = 'Put the system that issued it in front, e.g. “crm:123”; else two systems’ keys may meet.'
  return [...typo, warning('subject', 'bare-subject', { reason: `${shown(subject)} names no system.`, mend })]
}

const misspelt = (type: string, near: string): Problem =>
  warning('type', 'near-name', {
    reason: `“${type}” is a type of your own.`,
    mend: `Rename it if you meant “${near}”.`,
  })

/** A file repeats its types a million times; what each is near to is worked out once. */
const nearTypes = new Map<string, string | undefined>()
const MOST_TYPES = 1000

function nearType(type: string): string | undefined {
  if (nearTypes.has(type)) return nearTypes.get(type)
  const near = nearest(
    type,
    factTypes().map((known) => known.type),
  )
  if (nearTypes.size < MOST_TYPES) nearTypes.set(type, near)
  return near
}
