import { splitAt } from './split.ts'
import { grouped, is, nameOf, tokens, type Node } from './tokens.ts'

export interface Column {
  readonly name: string
  readonly type: string
  readonly collation: string | null
}

/** Columns that lead to a row, or that must be unlike any other's. */
export interface Key {
  readonly what: 'primary key' | 'unique' | 'foreign key' | 'index'
  readonly columns: readonly string[]
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly keys: readonly Key[]
  /** Of a partition: the table it is a part of. */
  readonly partOf: string | null
}

/** Its rows belong to a bucket each, so that it can be spread over servers. */
export const isBucketed = ({ columns }: Table): boolean => columns.some(({ name }) => name === 'bucket')

/** The tables of all migrations together. */
export function tablesOf(migrations: readonly string[]): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>()
  for (const statement of migrations.flatMap((text) => splitAt(grouped(tokens(text)), ';'))) {
    const table = tableOf(statement) ?? partitionOf(statement, tables)
    if (table !== null) tables.set(table.name, table)
    const index = indexOf(statement)
    const indexed = index === null ? undefined : tables.get(index.table)
    if (index !== null && indexed !== undefined)
      tables.set(index.table, { ...indexed, keys: [...indexed.keys, index.key] })
  }
  return tables
}

function tableOf(statement: readonly Node[]): Table | null {
  const body = statement[3]
  if (!is(statement[0], 'create') || !is(statement[1], 'table') || body?.kind !== 'group') return null
  const lines = splitAt(body.nodes, ',')
  const columns = lines.filter((line) => !isTableKey(line)).map(columnOf)
  return { name: nameOf(statement[2]) ?? '', columns, keys: lines.flatMap(keysIn), partOf: null }
}

/** `create table a partition of b …` */
function partitionOf(statement: readonly Node[], tables: ReadonlyMap<string, Table>): Table | null {
  const [name, parent] = [nameOf(statement[2]), tables.get(nameOf(statement[5]) ?? '')]
  const isPart = is(statement[1], 'table') && is(statement[3], 'partition')
  return isPart && name !== null && parent !== undefined ? { ...parent, name, partOf: parent.name } : null
}

const isTableKey = ([first]: readonly Node[]): boolean =>
  is(first, 'primary', 'unique', 'foreign', 'constraint', 'check')

function columnOf([name, ...rest]: readonly Node[]): Column {
  const at = rest.findIndex((node) => is(node, 'collate'))
  return { name: nameOf(name) ?? '', type: nameOf(rest[0]) ?? '', collation: at < 0 ? null : nameOf(rest[at + 1]) }
}

function keysIn(line: readonly Node[]): readonly Key[] {
  const found: Key[] = []
  line.forEach((node) => {
    const what = is(node, 'primary')
      ? 'primary key'
      : is(node, 'unique')
        ? 'unique'
        : is(node, 'references')
          ? 'foreign key'
          : null
    if (what === null) return
    const columns = line.find((each) => each.kind === 'group')
    found.push({ what, columns: isTableKey(line) ? columnsOf(columns) : [nameOf(line[0]) ?? ''] })
  })
  return found
}

/** The first word of each part: `lower(name)` and `name desc` are led by `name`'s place. */
const columnsOf = (group: Node | undefined): readonly string[] =>
  group?.kind === 'group' ? splitAt(group.nodes, ',').map(([first]) => nameOf(first) ?? '') : []

function indexOf(statement: readonly Node[]): { readonly table: string; readonly key: Key } | null {
  const isUnique = is(statement[1], 'unique')
  if (!is(statement[0], 'create') || !is(statement[isUnique ? 2 : 1], 'index')) return null
  const on = statement.findIndex((node) => is(node, 'on'))
  const columns = columnsOf(statement.slice(on).find((node) => node.kind === 'group'))
  return { table: nameOf(statement[on + 1]) ?? '', key: { what: isUnique ? 'unique' : 'index', columns } }
}
