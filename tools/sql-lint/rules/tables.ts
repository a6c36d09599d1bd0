import type { Block } from '../query.ts'
import { is } from '../tokens.ts'
import { withoutBucket } from './bucket.ts'
import type { StatementRule } from './rule.ts'

export const bucket: StatementRule = ({ blocks }, tables) =>
  (blocks ?? []).flatMap((block) =>
    withoutBucket(block, tables).map(
      (alias) => `reaches ${alias} without \`bucket = $n\`, \`bucket = any($n)\` or a join on bucket`,
    ),
  )

/** A column added or moved later would otherwise be given another's value. */
export const columnNames: StatementRule = ({ blocks }) =>
  (blocks ?? [])
    .filter(({ verb, columns }) => verb === 'insert' && columns === null)
    .map(({ into }) => `inserts into ${into} without naming its columns`)

/** Statements of other kinds do not touch rows by themselves. */
const OTHER_KINDS = ['fetch', 'close', 'create', 'listen', 'notify', 'set', 'analyze']

export const kind: StatementRule = ({ blocks, flat: [first] }) =>
  blocks !== null || is(first, ...OTHER_KINDS) ? [] : [`begins with ${first?.text}, which no rule here understands`]

/** The database's own lists, which have neither buckets nor a migration. */
const isCatalog = (table: string): boolean => /^(pg_|information_schema)/.test(table)

export const table: StatementRule = ({ blocks }, tables) =>
  [...tablesUsed(blocks ?? [])]
    .filter((name) => !tables.has(name) && !isCatalog(name))
    .map((name) => `speaks of ${name}, which no migration makes`)

export function tablesUsed(blocks: readonly Block[]): ReadonlySet<string> {
  const used = new Set<string>()
  for (const { into, from, withNames } of blocks)
    for (const name of [into, ...from.map(({ source }) => source.table)])
      if (name !== null && !withNames.includes(name)) used.add(name)
  return used
}
