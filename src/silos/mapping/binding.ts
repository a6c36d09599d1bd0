import { nearest } from '../../core/document/near.ts'
import type { Place, Problem } from '../../core/document/problem.ts'
import type { DocumentPath } from '../../core/document/yaml.ts'
import { zone } from '../../core/time/zone.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { ScopeType } from '../../playbook/expression/field-type.ts'
import { cleanerOf } from './clean.ts'
import type { Clean } from './clean.ts'
import { columnsOf, withNames } from './columns.ts'
import type { Columns } from './columns.ts'
import type { Complain } from './complain.ts'
import type { Mapping } from './read.ts'
import type { Reader, ReadInstant, Row } from './row.ts'

export interface MappingCounts {
  readonly rows: number
  /** Rows that `row.when` leaves out. */
  readonly skipped: number
  readonly rejected: number
  /** Local times that never came, in a spring night: read as much later as the clocks went forward. */
  readonly inGap: number
  /** Local times that came twice, in an autumn night: read as the earlier. */
  readonly inOverlap: number
}

export interface BindSettings {
  /** The file's name, for reports. */
  readonly file?: string
  /** Called with what a person should know and what costs no row. */
  readonly warn?: (problem: Problem) => void
}

/** A mapping on its way to a file's columns. */
export interface Binding {
  readonly mapping: Mapping
  readonly columns: Columns
  /** What the mapping computes itself (`let`), by name. */
  readonly computed: Map<string, Reader<string>>
  /** All that expressions of facts see. */
  readonly scope: ScopeType
  readonly clean: Clean
  readonly zone: Zone
  /** By the name of the column they read. */
  readonly instants: Map<string, ReadInstant>
  readonly counts: { -readonly [name in keyof MappingCounts]: number }
  readonly problems: Problem[]
  readonly complain: Complain
  readonly warn: (problem: Problem) => void
  readonly placeOf: (row: Row, path?: string) => Place
}

export function startBinding(mapping: Mapping, header: readonly string[], settings: BindSettings): Binding {
  const { document, shape } = mapping
  const zoned = zone(mapping.zone)
  if (zoned === undefined) throw new Error(`a mapping was read with an unknown zone: ${mapping.zone}`)
  const { file } = settings
  const problems: Problem[] = []
  const columns = columnsOf(header)
  return {
    mapping,
    columns,
    computed: new Map(),
    scope: withNames(columns.scope, Object.keys(shape.let ?? {})),
    clean: cleanerOf(shape.unknown ?? []),
    zone: zoned,
    instants: new Map(),
    counts: { rows: 0, skipped: 0, rejected: 0, inGap: 0, inOverlap: 0 },
    problems,
    complain: (path, complaint) => problems.push({ level: 'error', ...complaint, place: document.placeOf(path) }),
    warn: settings.warn ?? (() => undefined),
    placeOf: ({ line }, path) => ({
      ...(file === undefined ? {} : { file }),
      line,
      ...(path === undefined ? {} : { path }),
    }),
  }
}

const SHOWN = 12

/** Where a column stands; undefined, with the near one named, when the file has none of that name. */
export function indexOfColumn(
  { columns, computed, complain }: Binding,
  name: string,
  path: DocumentPath,
): number | undefined {
  const index = columns.indexOf.get(name)
  if (index !== undefined) return index
  const near = nearest(name, [...columns.names, ...computed.keys()])
  const some = columns.names.slice(0, SHOWN).join(', ')
  const mend =
    near === undefined
      ? `Use one of: ${some}${columns.names.length > SHOWN ? ', …' : ''}; text of your own is {text: …}.`
      : `Did you mean “${near}”?`
  complain(path, { code: 'unknown-column', reason: `The file has no column “${name}”.`, mend })
  return undefined
}
