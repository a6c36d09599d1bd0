import type { Problem } from '../../core/document/problem.ts'
import { bindMapping } from './bind.ts'
import type { MappingCounts } from './binding.ts'
import type { MappedFact } from './first-per.ts'
import { readMapping } from './read.ts'
import type { Mapping } from './read.ts'

/** One promise a row, in New York, with whatever a test says otherwise. */
export const mappingText = (over: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    zone: 'America/New_York',
    source: 'desk',
    row: '{ subject: "case:{CASE}" }',
    facts: '[{ type: promise.made, id: "{CASE}:made", time: OPENED, data: { promise: CASE, kind: TYPE, due: DUE } }]',
    ...over,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')

export const HEADER = ['CASE', 'OPENED', 'TYPE', 'DUE', 'CLOSED', 'NOTE']

export function mappingOf(text: string): Mapping {
  const read = readMapping(text, 'mapping.yaml')
  if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2))
  return read.mapping
}

export function problemsOf(text: string, header: readonly string[] = HEADER): readonly Problem[] {
  const read = readMapping(text, 'mapping.yaml')
  if ('problems' in read) return read.problems
  const bound = bindMapping(read.mapping, header)
  return 'problems' in bound ? bound.problems : []
}

export interface Mapped {
  readonly facts: readonly MappedFact[]
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly counts: MappingCounts
}

/** Rows from line 2 on. */
export function mapRows(
  text: string,
  rows: readonly (readonly string[])[],
  header: readonly string[] = HEADER,
): Mapped {
  const warnings: Problem[] = []
  const bound = bindMapping(mappingOf(text), header, { file: 'rows.csv', warn: (problem) => warnings.push(problem) })
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems, null, 2))
  const facts: MappedFact[] = []
  const problems = rows.flatMap((cells, index) => bound.mapRow(cells, index + 2, (fact) => facts.push(fact)) ?? [])
  return { facts, problems, warnings, counts: bound.counts() }
}
