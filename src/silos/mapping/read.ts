import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { checkShape } from '../../core/document/shape.ts'
import { readYaml } from '../../core/document/yaml.ts'
import type { DocumentPath, YamlDocument } from '../../core/document/yaml.ts'
import { factType } from '../../core/fact/catalogue.ts'
import { whyNotZone } from '../../core/time/zone-reader.ts'
import { zone } from '../../core/time/zone.ts'
import { isSource, isTypeName, mayState, ORIGINS } from '../../wire/fact-attributes.ts'
import { checkFields } from './check-fields.ts'
import type { Complain } from './complain.ts'
import { compileDates, ISO } from './dates.ts'
import type { Dates } from './dates.ts'
import { mappingShape } from './shape.ts'
import type { FactShape, MappingShape } from './shape.ts'
import { hasColumn, parseTemplate } from './template.ts'

/** A mapping as written, with all checked that needs no file's columns. */
export interface Mapping {
  /** IANA name: of local times, and where the customers are until a fact says otherwise. */
  readonly zone: string
  readonly source: string
  readonly dates: Dates
  /** How the file is to be read; empty for RFC 4180. */
  readonly csv: { readonly delimiter?: string; readonly quote?: string }
  readonly shape: MappingShape
  readonly document: YamlDocument
}

export type ReadMapping = { readonly mapping: Mapping } | { readonly problems: readonly Problem[] }

/** Never throws; all that is wrong at once, each with line and column. Columns are checked by `bindMapping`. */
export function readMapping(text: string, file: string): ReadMapping {
  const read = readYaml(text, file)
  if ('problems' in read) return read
  const { document } = read
  const shaped = checkShape(mappingShape, document, 'docs/how-to/import-a-csv.md')
  if ('problems' in shaped) return shaped
  const shape = shaped.value
  const problems: Problem[] = []
  const complain: Complain = (path, complaint) =>
    problems.push({ level: 'error', ...complaint, place: document.placeOf(path) })
  const zoneName = checkZone(shape.zone, complain)
  const dates = checkDates(shape.dates, complain)
  checkSource(shape.source, complain)
  checkTemplate(shape.row.subject, ['row', 'subject'], complain)
  for (const [index, fact] of shape.facts.entries()) checkFact(fact, ['facts', index], complain)
  if (problems.length > 0 || zoneName === undefined || dates === undefined) return { problems }
  const { delimiter, quote } = shape.csv ?? {}
  const csv = { ...(delimiter === undefined ? {} : { delimiter }), ...(quote === undefined ? {} : { quote }) }
  return { mapping: { zone: zoneName, source: shape.source, dates, csv, shape, document } }
}

function checkZone(name: string, complain: Complain): string | undefined {
  const found = zone(name)
  if (found !== undefined) return found.name
  const [reason = '', hint = ''] = whyNotZone(name).split('; ')
  complain(['zone'], { code: 'unknown-zone', reason: `${reason}.`, mend: hint.charAt(0).toUpperCase() + hint.slice(1) })
  return undefined
}

function checkDates(written: MappingShape['dates'], complain: Complain): Dates | undefined {
  const dates = compileDates(typeof written === 'string' ? [written] : (written ?? [ISO]))
  if ('read' in dates) return dates
  const { index, ...words } = dates
  complain(typeof written === 'string' ? ['dates'] : ['dates', index], { code: 'bad-date-format', ...words })
  return undefined
}

function checkSource(source: string, complain: Complain): void {
  if (isSource(source)) return
  const reason = 'A source is a name of at most 512 characters without blanks.'
  complain(['source'], { code: 'bad-source', reason, mend: 'Write it like boston-311.' })
}

function checkTemplate(text: string, path: DocumentPath, complain: Complain): void {
  const template = parseTemplate(text)
  if ('error' in template) {
    const reason = `In “${text}” ${template.error}.`
    complain(path, { code: 'bad-template', reason, mend: 'Write columns in braces: "case:{CASE_ID}".' })
  } else if (!hasColumn(template.parts)) {
    const mend = `Name a column in braces: "${text}{CASE_ID}".`
    complain(path, { code: 'bad-template', reason: 'It would be the same for every row.', mend })
  }
}

function checkFact(fact: FactShape, path: DocumentPath, complain: Complain): void {
  checkTemplate(fact.id, [...path, 'id'], complain)
  const known = factType(fact.type)
  if (!isTypeName(fact.type)) {
    const reason = 'This is no name of a fact type.'
    return complain([...path, 'type'], { code: 'bad-type', reason, mend: 'Write it like promise.made.' })
  }
  if (!mayState(fact.type, known, fact.origin ?? 'outside')) {
    const reason = `${fact.type} is not stated by ${fact.origin ?? 'outside'}, but by ${known?.origins.join(' or ') ?? ''}.`
    const near = nearest(fact.origin ?? '', ORIGINS)
    const mend = near === undefined || near === fact.origin ? 'Use another type, or set `origin`.' : `Write ${near}.`
    complain([...path, fact.origin === undefined ? 'type' : 'origin'], { code: 'wrong-origin', reason, mend })
  }
  if (known !== undefined)
    checkFields({ data: fact.data, fields: known.fields, of: fact.type }, [...path, 'data'], complain)
}
