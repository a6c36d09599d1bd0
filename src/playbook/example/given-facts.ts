import type { Problem } from '../../core/document/problem.ts'
import type { DocumentPath, YamlDocument } from '../../core/document/yaml.ts'
import { checkData, factType, fieldsOf } from '../../core/fact/catalogue.ts'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import type { FieldDescription, Fields } from '../../core/fact/field.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { GivenShape } from './examples-shape.ts'
import { readInstant, whyNoInstant } from './local-instant.ts'

/** What every fact of an example comes from, so that an act is named `example <id>`. */
export const SOURCE = 'example'

export interface Reading {
  readonly document: YamlDocument
  readonly zone: Zone
  readonly problems: Problem[]
}

/** An instant written at a path; a text that is none is noted, and answered with 0. */
export function instantAt({ document, zone, problems }: Reading, text: string, path: DocumentPath): Instant {
  const instant = readInstant(text, zone)
  if (instant !== undefined) return instant
  const mend = 'Write it like 2026-03-29 08:00, or with an offset like 2026-03-29T08:00:00+01:00.'
  const reason = whyNoInstant(text)
  problems.push({ level: 'error', code: 'not-an-instant', place: document.placeOf(path), reason, mend })
  return 0
}

/** The facts of an example, each checked against its type as at the door. */
export function givenFacts(reading: Reading, given: readonly GivenShape[], path: DocumentPath): readonly Fact[] {
  const firstOf = new Map<string, number>()
  return given.map((written, index) => {
    const at = [...path, index]
    const id = written.id ?? `given-${index + 1}`
    const data = localised(written.data ?? {}, fieldsOf(written.fact), reading.zone)
    complainOfData(reading, written.fact, { data, path: [...at, 'data'] })
    const time = instantAt(reading, written.at, [...at, 'at'])
    // The order of the file decides between facts of one instant; a fact given again keeps its place.
    const sequence = firstOf.get(id) ?? index
    firstOf.set(id, sequence)
    return {
      source: SOURCE,
      id,
      type: written.fact,
      subject: written.subject ?? 'customer:1',
      time,
      heard: written.heard === undefined ? time : instantAt(reading, written.heard, [...at, 'heard']),
      origin: written.origin ?? factType(written.fact)?.origins[0] ?? 'outside',
      sequence: String(sequence),
      data,
    }
  })
}

function complainOfData(
  { document, problems }: Reading,
  type: string,
  { data, path }: { data: FactData; path: DocumentPath },
): void {
  for (const problem of checkData(type, data)) {
    const below = (problem.place.path ?? '').split(/[.[\]]+/).filter((part) => part !== '')
    const place = document.placeOf([...path, ...below.map((part) => (/^\d+$/.test(part) ? Number(part) : part))])
    problems.push({ ...problem, place })
  }
}

/** Local times where the catalogue says an instant stands, as the RFC 3339 a fact carries. */
function localised(data: FactData, fields: Fields, zone: Zone): FactData {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      return [name, field === undefined ? value : localisedValue(value, field, zone)]
    }),
  )
}

function localisedValue(value: unknown, field: FieldDescription, zone: Zone): unknown {
  if (Array.isArray(value)) {
    const { item } = field
    return item === undefined ? value : value.map((one: unknown) => localisedValue(one, item, zone))
  }
  if (typeof value === 'object' && value !== null) return localised(value as FactData, field.fields ?? {}, zone)
  if (field.kind !== 'instant' || typeof value !== 'string') return value
  const instant = readInstant(value, zone)
  return instant === undefined ? value : formatInstant(instant)
}
