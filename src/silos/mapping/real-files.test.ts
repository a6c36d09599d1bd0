import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { readCsv } from '../file/csv.ts'
import { openFile } from '../file/open.ts'
import { bindMapping } from './bind.ts'
import { dataFile, exampleFile } from './data-file.testing.ts'
import { keepFirst } from './first-per.ts'
import { mappingOf } from './mapping.testing.ts'

type Row = Readonly<Record<string, string>>

/** The file once more, by a reader and a count that share nothing with ours; only the columns that are counted. */
function records(path: string, columns: readonly string[]): readonly Row[] {
  const [header = [], ...rows]: string[][] = parse(gunzipSync(readFileSync(path)))
  const places = columns.map((column) => header.indexOf(column))
  return rows.map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[places[at] ?? -1] ?? ''])))
}

async function mapped(path: string, example: string) {
  const mapping = mappingOf(readFileSync(exampleFile(example), 'utf8'))
  const source = await openFile(path)
  if ('failed' in source) throw new Error(source.failed.reason)
  const csv = await readCsv(source, mapping.csv)
  if ('failed' in csv) throw new Error(csv.failed.reason)
  const warnings: Problem[] = []
  const bound = bindMapping(mapping, csv.names, { file: path, warn: (problem) => warnings.push(problem) })
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems))
  const bySubject = new Map<string, Fact[]>()
  const rejects: Problem[] = []
  const add = (fact: Fact): void => {
    const some = bySubject.get(fact.subject)
    if (some === undefined) bySubject.set(fact.subject, [fact])
    else some.push(fact)
  }
  for await (const batch of csv.batches) {
    if ('failed' in batch) throw new Error(batch.failed.reason)
    for (const [index, cells] of batch.rows.entries()) {
      const problem = bound.mapRow(cells, batch.lines[index] ?? 0, add)
      if (problem !== undefined) rejects.push(problem)
    }
  }
  const facts = [...bySubject.values()].flatMap((some) => keepFirst({ facts: some, lines: some.map(() => 0) }).facts)
  return { facts, rejects, warnings, counts: bound.counts() }
}

const countBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string) => {
  const counts: Record<string, number> = {}
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1
  return counts
}
const byType = (facts: readonly Fact[]) => countBy(facts, ({ type }) => type)

test(
  'Boston, half a year: one promise for each request with a target, one closing for each that was closed',
  { timeout: 60_000 },
  async () => {
    const path = dataFile('boston-311-2015-h1.csv.gz')
    const all = records(path, ['OPEN_DT', 'TARGET_DT', 'CLOSED_DT', 'CLOSURE_REASON', 'SUBJECT'])
    const promised = all.filter((row) => row['TARGET_DT'] !== '')
    const closed = promised.filter((row) => row['CLOSED_DT'] !== '')
    const { facts, rejects, warnings, counts } = await mapped(path, 'boston-311/mapping.yaml')
    expect(rejects).toEqual([])
    expect(byType(facts)).toEqual({ 'promise.made': promised.length, 'promise.kept': closed.length })
    expect([promised.length, closed.length]).toEqual([43_592, 37_320])
    expect(counts).toMatchObject({ rows: all.length, skipped: all.length - promised.length, rejected: 0 })

    const made = facts.filter(({ type }) => type === 'promise.made')
    expect(countBy(made, ({ data }) => String(data['owner']))).toEqual(countBy(promised, (row) => row['SUBJECT'] ?? ''))
    const early = closed.filter((row) => (row['CLOSED_DT'] ?? '') < (row['OPEN_DT'] ?? ''))
    expect(warnings.map(({ code }) => code)).toEqual(early.map(() => 'earlier-than-first'))

    // Intl, not our zones, says which wall clock in Boston an instant is.
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const local = (instant: number) => clock.format(instant).replace(' ', 'T')
    expect(made.map(({ time }) => local(time))).toEqual(promised.map((row) => row['OPEN_DT']))
    expect(made.map(({ data }) => local(Date.parse(String(data['due']))))).toEqual(
      promised.map((row) => row['TARGET_DT']),
    )

    // A third way to say what the mapping's README lists.
    const paper = countBy(closed, (row) => {
      const reason = row['CLOSURE_REASON'] ?? ''
      if (/duplicate/i.test(reason)) return 'duplicate'
      if (/ADCLSD:|Case Invalid/.test(reason)) return 'administrative'
      return /NOACC:|TFA:/.test(reason) ? 'no-access' : 'undefined'
    })
    const kept = facts.filter(({ type }) => type === 'promise.kept')
    expect(countBy(kept, ({ data }) => String(data['why_without_work']))).toEqual(paper)
    expect(kept.filter(({ data }) => data['without_work'] === true)).toHaveLength(
      closed.length - (paper['undefined'] ?? 0),
    )
  },
)

test(
  'incidents: one promise each by the row heard first, settled by its closing rows',
  { timeout: 60_000 },
  async () => {
    const path = dataFile('incident-sla-2016.csv.gz')
    const all = records(path, [
      'number',
      'ident_state',
      'sys_mod_count',
      'made_sla',
      'sys_updated_at',
      'assignment_group',
    ])
    const closing = all.filter((row) => row['ident_state'] === 'Closed')
    const { facts, rejects } = await mapped(path, 'incidents/mapping.yaml')
    expect(rejects).toEqual([])
    expect(byType(facts)).toEqual({
      'promise.made': new Set(all.map((row) => row['number'])).size,
      'work.handed-over': all.filter((row) => row['assignment_group'] !== '?').length,
      'promise.kept': closing.filter((row) => row['made_sla'] === 'true').length,
      'promise.broken': closing.filter((row) => row['made_sla'] === 'false').length,
    })
    const incidents = (type: string) =>
      new Set(facts.filter((fact) => fact.type === type).map(({ subject }) => subject)).size
    expect([incidents('promise.made'), incidents('promise.kept'), incidents('promise.broken')]).toEqual([
      14_950, 8_024, 6_926,
    ])
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)

    // The one incident whose rows stand out of order in the file.
    const first = facts.find(({ type, subject }) => type === 'promise.made' && subject === 'case:0000137')
    expect(formatInstant(first?.heard ?? 0)).toBe('2016-02-29T09:52:00Z')
    expect(formatInstant(first?.time ?? 0)).toBe('2016-02-29T09:48:00Z')
    const owners = firstGroups(all)
    const made = facts.filter(({ type }) => type === 'promise.made')
    expect(made.filter(({ subject, data }) => (data['owner'] ?? '?') !== owners.get(subject.slice(5)))).toEqual([])
  },
)

/** Whose each incident was in the row first heard: by minute, then by the count of changes. */
function firstGroups(all: readonly Row[]): ReadonlyMap<string, string> {
  const first = new Map<string, { readonly heard: number; readonly group: string }>()
  for (const row of all) {
    const { number = '', sys_updated_at = '', sys_mod_count = '', assignment_group = '' } = row
    const [, day, month, year, hour, minute] = /(\d+)\/(\d+)\/(\d+) (\d+):(\d+)/.exec(sys_updated_at) ?? []
    const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
    const heard = at + Number(sys_mod_count)
    if (heard < (first.get(number)?.heard ?? Infinity)) first.set(number, { heard, group: assignment_group })
  }
  return new Map([...first].map(([number, { group }]) => [number, group]))
}
