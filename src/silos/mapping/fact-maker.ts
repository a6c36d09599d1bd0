import { checkDataOf, factType } from '../../core/fact/catalogue.ts'
import type { FactType } from '../../core/fact/fact-type.ts'
import type { FactData } from '../../core/fact/fact.ts'
import type { DocumentPath } from '../../core/document/yaml.ts'
import type { Problem } from '../../core/document/problem.ts'
import type { Instant } from '../../core/time/instant.ts'
import { isName } from '../../wire/fact-attributes.ts'
import type { Binding } from './binding.ts'
import { dataReader } from './data.ts'
import type { MappedFact } from './first-per.ts'
import { instantReader } from './instants.ts'
import { cellReader, columnReader, conditionReader, templateReader } from './reader.ts'
import { type Reader, refuse, type Row } from './row.ts'
import type { CellShape, FactShape } from './shape.ts'

/** The fact a row makes; undefined when it makes none, or with the row refused. */
export type MakeFact = (row: Row, subject: string) => MappedFact | undefined

/** One entry under `facts`, ready for rows. */
export function factMaker(binding: Binding, shape: FactShape, path: DocumentPath): MakeFact {
  const { source } = binding.mapping
  const { type, origin = 'outside' } = shape
  const wanted = conditionReader(binding, shape.when, [...path, 'when'])
  const idOf = templateReader(binding, shape.id, [...path, 'id'])
  const timeOf = requiredInstant(binding, shape.time, [...path, 'time'])
  const heardOf = optionalInstant(binding, shape.heard, [...path, 'heard'])
  const dataOf = checkedData(binding, shape, path)
  const complete = extras(binding, shape, path)
  return (row, subject) => {
    if (!wanted(row) || row.fault !== undefined) return undefined
    const id = idOf(row)
    const time = timeOf(row)
    const heard = heardOf === undefined ? time : (heardOf(row) ?? time)
    const data = dataOf(row)
    if (time === undefined || heard === undefined || row.fault !== undefined) return undefined
    if (!isName(id)) return refuse(row, badName('id', id))
    const fact: Unfinished = { source, id, type, subject, time, heard, origin, data }
    complete(fact, row)
    return fact
  }
}

export const badName = (path: string, text: string) => ({
  code: 'bad-name',
  path,
  reason: `It has ${text.length} characters, or one that no name may have.`,
  mend: 'Make it of shorter columns: 512 characters are allowed.',
})

function requiredInstant(binding: Binding, written: CellShape, path: DocumentPath): (row: Row) => Instant | undefined {
  const { label, read } = cellReader(binding, written, path)
  const readInstant = instantReader(binding, label)
  const reason = 'It is empty, and a fact needs a time.'
  const missing = { code: 'missing-time', path: label, reason, mend: 'Fill it, or leave such rows out with `when`.' }
  return (row) => {
    const text = read(row)
    return text === '' ? refuse(row, missing) : readInstant(text, row)
  }
}

type OptionalInstant = ((row: Row) => Instant | undefined) | undefined

function optionalInstant(binding: Binding, written: CellShape | undefined, path: DocumentPath): OptionalInstant {
  if (written === undefined) return undefined
  const { label, read } = cellReader(binding, written, path)
  const readInstant = instantReader(binding, label)
  return (row) => {
    const text = read(row)
    return text === '' ? undefined : readInstant(text, row)
  }
}

type Unfinished = { -readonly [name in keyof MappedFact]: MappedFact[name] }

/** Sets the attributes that most facts lack. */
function extras(binding: Binding, shape: FactShape, path: DocumentPath): (fact: Unfinished, row: Row) => void {
  const { sequence, known } = shape
  const per = shape['first-per'] ?? binding.mapping.shape.row['first-per']
  const perPath = shape['first-per'] === undefined ? ['row', 'first-per'] : [...path, 'first-per']
  const sequenceOf = sequence === undefined ? undefined : cellReader(binding, sequence, [...path, 'sequence'])
  const knownOf = optionalInstant(binding, known, [...path, 'known'])
  const perOf = per === undefined ? undefined : columnReader(binding, per, perPath)
  const entry = String(path.at(-1) ?? '')
  return (fact, row) => {
    const inOrder = sequenceOf?.read(row) ?? ''
    if (inOrder !== '') fact.sequence = inOrder
    const learned = knownOf?.(row)
    if (learned !== undefined) fact.known = learned
    const mark = perOf === undefined ? undefined : markOf(perOf, row, entry)
    if (mark !== undefined) fact.firstPer = mark
  }
}

function markOf({ label, read }: Reader<string>, row: Row, entry: string): string | undefined {
  const value = read(row)
  if (value !== '') return `${entry} ${value}`
  const reason = 'It is empty, and the first row of each of its values is looked for.'
  return refuse(row, {
    code: 'empty-column',
    path: label,
    reason,
    mend: 'Fill it, or leave such rows out with `when`.',
  })
}

/** Data that the catalogue's own check lets pass. */
function checkedData(binding: Binding, shape: FactShape, path: DocumentPath): (row: Row) => FactData {
  const known = factType(shape.type)
  const { read, labels } = dataReader(binding, { data: shape.data, fields: known?.fields, path: [...path, 'data'] })
  return (row) => {
    row.doubtful = false
    const data = read(row)
    if (row.fault !== undefined || !row.doubtful) return data
    const found = checkDataOf(known, data)
    const wrong = found.length === 0 ? undefined : found.find(({ level }) => level === 'error')
    if (wrong !== undefined) refuseData(row, wrong, { known, labels })
    return data
  }
}

interface Known {
  readonly known: FactType | undefined
  readonly labels: ReadonlyMap<string, string>
}

function refuseData(row: Row, { code, place, reason, mend }: Problem, { known, labels }: Known): void {
  const field = place.path ?? ''
  const label = labels.get(field) ?? field
  if (code !== 'missing') return refuse(row, { code, path: label, reason: `As ${field}: ${reason}`, mend })
  const needs = `It is empty, and ${known?.type ?? 'the fact'} needs ${field}.`
  refuse(row, {
    code: 'empty-column',
    path: label,
    reason: needs,
    mend: 'Fill it, leave such rows out with `when`, or give a text with {cel: …}.',
  })
}
