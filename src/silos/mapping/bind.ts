import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { factType, factTypes } from '../../core/fact/catalogue.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { isName } from '../../wire/fact-attributes.ts'
import { startBinding, type Binding, type BindSettings, type MappingCounts } from './binding.ts'
import { badName, factMaker, type MakeFact } from './fact-maker.ts'
import { laterThanLast, type MappedFact } from './first-per.ts'
import type { Mapping } from './read.ts'
import { addComputed } from './computed.ts'
import { conditionReader, templateReader } from './reader.ts'
import { refuse, type Row } from './row.ts'

export interface BoundMapping {
  /**
   * Hands over the facts of one row, or answers why it makes none: a refused row hands over nothing. `line` is where the
   * row starts in its file, from 1.
   */
  readonly mapRow: (
    cells: readonly string[],
    line: number,
    emit: (fact: MappedFact, line: number) => void,
  ) => Problem | undefined
  /** What has been seen so far. */
  readonly counts: () => MappingCounts
}

/** Fits a mapping to a file's columns; all names that are wrong at once, each with line and column of the mapping. */
export function bindMapping(
  mapping: Mapping,
  header: readonly string[],
  settings: BindSettings = {},
): BoundMapping | { readonly problems: readonly Problem[] } {
  const binding = startBinding(mapping, header, settings)
  const { row, facts } = mapping.shape
  for (const [name, { cel }] of Object.entries(mapping.shape.let ?? {})) addComputed(binding, name, cel)
  const wanted = conditionReader(binding, row.when, ['row', 'when'])
  const subjectOf = templateReader(binding, row.subject, ['row', 'subject'])
  const makers = facts.map((fact, index) => factMaker(binding, fact, ['facts', index]))
  if (binding.problems.length > 0) return { problems: binding.problems }
  for (const [index, { type }] of facts.entries()) doubtType(binding, type, index)
  return { mapRow: rowMapper(binding, { wanted, subjectOf, makers }), counts: () => ({ ...binding.counts }) }
}

interface Parts {
  readonly wanted: (row: Row) => boolean
  readonly subjectOf: (row: Row) => string
  readonly makers: readonly MakeFact[]
}

function rowMapper(binding: Binding, { wanted, subjectOf, makers }: Parts): BoundMapping['mapRow'] {
  const { counts } = binding
  const row: Row = { cells: [], line: 0, number: 0, fault: undefined, doubtful: false }
  const made: (MappedFact | undefined)[] = makers.map(() => undefined)
  const isLater = makers.map(laterThanLast)

  function make(): boolean {
    if (!wanted(row)) return false
    const subject = subjectOf(row)
    if (row.fault === undefined && !isName(subject)) refuse(row, badName('subject', subject))
    for (let at = 0; at < makers.length && row.fault === undefined; at += 1) made[at] = makers[at]?.(row, subject)
    return true
  }

  return (cells, line, emit) => {
    row.cells = cells
    row.line = line
    row.fault = undefined
    counts.rows += 1
    row.number = counts.rows
    const isWanted = make()
    if (row.fault !== undefined) return refused(binding, row)
    if (!isWanted) {
      counts.skipped += 1
      return undefined
    }
    warnOfEarlier(binding, made, row)
    for (let at = 0; at < made.length; at += 1) {
      const fact = made[at]
      if (fact === undefined || (fact.firstPer !== undefined && isLater[at]?.(fact) === true)) continue
      emit(fact, line)
    }
    return undefined
  }
}

/** Asked through a function, since the compiler believes that the fault of a moment ago still stands. */
function refused({ counts, placeOf }: Binding, row: Row): Problem | undefined {
  if (row.fault === undefined) return undefined
  counts.rejected += 1
  const { path, ...words } = row.fault
  return { level: 'error', ...words, place: placeOf(row, path) }
}

/** A closing before its opening is no reason to refuse (the ledger counts it), but worth a look. */
function warnOfEarlier({ warn, placeOf }: Binding, made: readonly (MappedFact | undefined)[], row: Row): void {
  const [first] = made
  if (first === undefined) return
  const earlier = made.find((fact) => fact !== undefined && fact.time < first.time)
  if (earlier === undefined) return
  const reason = `${earlier.type} at ${formatInstant(earlier.time)} is earlier than ${first.type} at ${formatInstant(first.time)}.`
  warn({
    level: 'warning',
    code: 'earlier-than-first',
    place: placeOf(row),
    reason,
    mend: 'Check both times; both facts count.',
  })
}

/** A type the catalogue does not know is allowed; one that looks misspelt would make facts nobody reads. */
function doubtType({ mapping, warn }: Binding, type: string, index: number): void {
  if (factType(type) !== undefined) return
  const near = nearest(
    type,
    factTypes().map((known) => known.type),
  )
  if (near === undefined) return
  const place = mapping.document.placeOf(['facts', index, 'type'])
  const reason = `“${type}” is not in the catalogue, and close to “${near}”.`
  warn({ level: 'warning', code: 'near-name', place, reason, mend: `Write ${near}, if you meant it.` })
}
