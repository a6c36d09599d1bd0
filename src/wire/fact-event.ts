import type { Problem } from '../core/document/problem.ts'
import { checkDataOf, factType } from '../core/fact/catalogue.ts'
import { isRecord, typeWords } from '../core/fact/check.ts'
import type { FactType } from '../core/fact/fact-type.ts'
import type { Fact, FactData } from '../core/fact/fact.ts'
import { NONE, problemAt, within } from '../core/fact/plain-json.ts'
import { formatInstant, parseInstant } from '../core/time/instant.ts'
import type { Instant } from '../core/time/instant.ts'
import { isName, isOrigin, isSource, knownIn, mayState } from './fact-attributes.ts'
import type { FactEvent, RawEvent } from './fact-attributes.ts'
import { doubtsAbout, problemsOf, unknownAttributes } from './fact-event-problems.ts'

/** Warnings never stand in a fact's way. */
export type ParsedFactEvent =
  | { readonly fact: Fact; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] }

export interface FactEventOptions {
  /** Set at the door of a running installation. What the event itself says it heard then becomes `known`. */
  readonly heard?: Instant
}

/**
 * One object of JSON to one fact. `heard` is the option's, else the event's, else `time`; `origin` is `outside` unless
 * given. Attributes we do not know are allowed where CloudEvents allows their names, and are not kept. Never throws.
 */
export function parseFactEvent(value: unknown, options: FactEventOptions = NO_OPTIONS): ParsedFactEvent {
  if (!isRecord(value)) {
    const mend = 'Send one CloudEvents object for each fact.'
    return { problems: [problemAt('', 'wrong-type', { reason: `This is ${typeWords(value)}, not an object.`, mend })] }
  }
  const event = value as RawEvent
  const known = typeof event.type === 'string' ? factType(event.type) : undefined
  const fact = goodFact(event, known, options.heard)
  if (fact === undefined) return { problems: problemsOf(event) }
  const found = checkRest(event, known, fact)
  if (found === NONE || found.every(({ level }) => level === 'warning')) return { fact, warnings: found }
  return { problems: found }
}

const NO_OPTIONS: FactEventOptions = {}

/** The way of nearly all facts: no allocation but the fact. undefined: something is wrong, and `problemsOf` says what. */
function goodFact(event: RawEvent, known: FactType | undefined, heardAtDoor?: Instant): Fact | undefined {
  const { id, source, type, subject, data, sequence } = event
  const origin = event.origin === undefined ? 'outside' : event.origin
  const time = instantOf(event.time)
  if (!isName(id) || !isSource(source) || !isName(subject) || typeof type !== 'string' || time === undefined)
    return undefined
  if (!isOrigin(origin) || !mayState(type, known, origin) || !isRecord(data)) return undefined
  if (event.specversion !== undefined && event.specversion !== '1.0') return undefined
  if (event.heard === undefined && event.known === undefined && sequence === undefined)
    return { source, id, type, subject, time, heard: heardAtDoor ?? time, origin, data: data as FactData }
  const learned = learnedAt(event, time, heardAtDoor)
  if (learned === undefined || (sequence !== undefined && !isName(sequence))) return undefined
  const whole = { source, id, type, subject, time, ...learned, origin, data: data as FactData }
  return sequence === undefined ? whole : { ...whole, sequence }
}

/** When we heard it and, if anybody says so, when its silo did. */
function learnedAt(
  event: RawEvent,
  time: Instant,
  heardAtDoor: Instant | undefined,
): Pick<Fact, 'heard' | 'known'> | undefined {
  const stated = event.heard === undefined ? time : instantOf(event.heard)
  const silos = event.known === undefined ? undefined : instantOf(event.known)
  if (stated === undefined || (event.known !== undefined && silos === undefined)) return undefined
  const heard = heardAtDoor ?? stated
  if (silos !== undefined) return { heard, known: silos }
  return heardAtDoor === undefined || event.heard === undefined ? { heard } : { heard, known: stated }
}

const instantOf = (value: unknown): Instant | undefined => (typeof value === 'string' ? parseInstant(value) : undefined)

/** Of an event whose known attributes are right: its data, its other attributes, and what may have been meant. */
function checkRest(event: RawEvent, known: FactType | undefined, fact: Fact): readonly Problem[] {
  const inData = checkDataOf(known, fact.data)
  const unknown = Object.keys(event).length === knownIn(event) ? NONE : unknownAttributes(event)
  const doubts = doubtsAbout(fact, known)
  if (inData === NONE && unknown === NONE && doubts === NONE) return NONE
  return [...within('data', inData), ...unknown, ...doubts]
}

/** The other way: what `parseFactEvent` reads back as the same fact. */
export function toFactEvent(fact: Fact): FactEvent {
  const { id, source, type, subject, time, heard, origin, sequence, known, data } = fact
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time: formatInstant(time),
    heard: formatInstant(heard),
    origin,
    ...(sequence === undefined ? {} : { sequence }),
    ...(known === undefined ? {} : { known: formatInstant(known) }),
    datacontenttype: 'application/json',
    data,
  }
}
