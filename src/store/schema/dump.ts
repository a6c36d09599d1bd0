import type { Tx } from '../store.ts'
import { catalogColumns, type CatalogColumn } from './catalog/columns.ts'
import { catalogConstraints, type CatalogConstraint } from './catalog/constraints.ts'
import { catalogFunctions } from './catalog/functions.ts'
import { catalogIndexes, type CatalogIndex } from './catalog/indexes.ts'
import { catalogOthers } from './catalog/others.ts'
import { catalogTables, type CatalogTable } from './catalog/tables.ts'

/**
 * The schema as SQL that makes it, the same from PostgreSQL 15 to 18: functions, then tables by name, each with its
 * indexes. One statement begins a line with `create` or `alter`, one column or key of a table is one line (read-dump.ts
 * relies on both). Months of `fact` are left out.
 */
export async function dumpSchema(tx: Tx): Promise<string> {
  const functions = await catalogFunctions(tx)
  const tables = await catalogTables(tx)
  const columns = await catalogColumns(tx)
  const constraints = await catalogConstraints(tx)
  const indexes = await catalogIndexes(tx)
  const others = await catalogOthers(tx)
  const made = tables.map((table) => {
    const isOn = (part: { readonly table: string }): boolean => part.table === table.name
    const lines = [...columns.filter(isOn).map(columnLine), ...constraints.filter(isOn).map(keyLine)]
    return [tableText(table, lines), ...indexes.filter(isOn).map(indexText)].join('\n')
  })
  const known = new Set(tables.map(({ name }) => name))
  const onMonths = indexes.filter(({ table }) => !known.has(table)).map(indexText)
  const parts = [
    ...functions.map(({ text }) => `${text};`),
    ...made,
    ...onMonths,
    ...others.map(({ text }) => `${text};`),
  ]
  return `${parts.join('\n\n')}\n`
}

function tableText(
  { name, unlogged, partitioned_by, part_of, options }: CatalogTable,
  lines: readonly string[],
): string {
  const create = `create ${unlogged ? 'unlogged ' : ''}table ${name}`
  const stored = options.length === 0 ? '' : ` with (${options.join(', ')})`
  if (part_of !== null) return `${create} partition of ${part_of} default${stored};`
  const parted = partitioned_by === null ? '' : ` partition by ${partitioned_by.replace(/^\w+/, lower)}`
  return `${create} (\n${lines.join(',\n')}\n)${parted}${stored};`
}

function columnLine({ name, type, collation, required, generated, identity, ...column }: CatalogColumn): string {
  const parts = [name, type]
  if (collation !== null) parts.push('collate', collation)
  if (required) parts.push('not null')
  if (generated !== '')
    parts.push(`generated always as (${column.default}) ${generated === 's' ? 'stored' : 'virtual'}`)
  else if (column.default !== null) parts.push('default', column.default)
  if (identity !== '') parts.push(`generated ${identity === 'a' ? 'always' : 'by default'} as identity`)
  return `  ${parts.join(' ')}`
}

const keyLine = ({ name, text }: CatalogConstraint): string =>
  `  constraint ${name} ${text.replace(/^(PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK|EXCLUDE)/, lower)}`

function indexText({ table, name, unique, text, valid }: CatalogIndex): string {
  const create = `create ${unique ? 'unique ' : ''}index ${name} on ${table} using`
  return `${create} ${text.replace(/ (WHERE|INCLUDE|WITH) /g, lower)}${valid ? '' : ' /* not valid */'};`
}

const lower = (words: string): string => words.toLowerCase()
