import { tablesOf, type Table } from './migration-tables.ts'
import { blocksOf } from './query.ts'
import { badKeys } from './rules/keys.ts'
import { badName, sameNames } from './rules/names.ts'
import type { Fault, ReadStatement, RuleName, StatementRule } from './rules/rule.ts'
import { bucket, columnNames, kind, table, tablesUsed } from './rules/tables.ts'
import { clock, lock, lowerCase, quotes, star } from './rules/words.ts'
import { sqlIn, type FoundStatement, type RawQuery } from './statements.ts'
import { grouped, tokens } from './tokens.ts'

/** All that is looked at: text by path, from the root of the repository. */
export interface Sources {
  readonly code: ReadonlyMap<string, string>
  readonly migrations: ReadonlyMap<string, string>
}

const RULES: readonly (readonly [RuleName, StatementRule])[] = [
  ['bucket', bucket],
  ['column-names', columnNames],
  ['name', badName],
  ['hole', ({ holes }) => holes.map((hole) => `puts ${hole} into its text: hand it in as a parameter`)],
  ['lock', lock],
  ['star', star],
  ['quotes', quotes],
  ['clock', clock],
  ['lower-case', lowerCase],
  ['kind', kind],
  ['table', table],
  ['place', (statement) => (isInStore(statement) ? [] : ['is not in src/store'])],
]

/** Reading all of src as TypeScript takes 5 s, these files of it 1 s. */
const MAY_HOLD_SQL = /\btext\b|[.]query\b/

/** What breaks a rule, whether it is allowed to or not. */
export function faultsOf({ code, migrations }: Sources): readonly Fault[] {
  const found = [...code].filter(([, source]) => MAY_HOLD_SQL.test(source)).map(([file, source]) => sqlIn(file, source))
  const statements = found.flatMap((one) => one.statements).flatMap(readSql)
  const tables = tablesOf([...migrations.values()])
  return [
    ...statements.flatMap((statement) => ofStatement(statement, tables)),
    ...sameNames(statements),
    ...found.flatMap((one) => [...ofFile(one.statements), ...one.raw.map(ofRaw)]),
    ...ofTables(tables, statements),
    ...[...migrations].flatMap(([file, text]) => ofMigration(file, text)),
  ]
}

/** Outside the store, things that have a name and a text are seldom statements. */
function readSql(found: FoundStatement): readonly ReadStatement[] {
  const isSql = isInStore(found) || /^\s*(select|insert|update|delete|with|create|declare)\b/.test(found.text)
  return isSql ? [readStatement(found)] : []
}

const isInStore = ({ file }: FoundStatement): boolean => file.startsWith('src/store/')

export function readStatement(found: FoundStatement): ReadStatement {
  const flat = tokens(found.text)
  const nodes = grouped(flat)
  return { ...found, flat, nodes, blocks: blocksOf(nodes) }
}

const ofStatement = (statement: ReadStatement, tables: ReadonlyMap<string, Table>): readonly Fault[] =>
  RULES.flatMap(([rule, faults]) =>
    faults(statement, tables).map((says): Fault => {
      const { file, line, name } = statement
      return { rule, of: file, says: `${file}:${line} ${name} ${says}` }
    }),
  )

function ofFile(statements: readonly FoundStatement[]): readonly Fault[] {
  const [first, second] = statements
  if (first === undefined || second === undefined) return []
  const names = statements.map(({ name }) => name).join(', ')
  return [{ rule: 'one-a-file', of: first.file, says: `${first.file} holds ${names}: a file of its own for each` }]
}

const ofRaw = ({ file, line, text }: RawQuery): Fault => ({
  rule: 'raw',
  of: file,
  says: `${file}:${line} sends SQL without a name: ${text.slice(0, 50)}`,
})

function ofTables(tables: ReadonlyMap<string, Table>, statements: readonly ReadStatement[]): readonly Fault[] {
  const used = new Set(statements.flatMap(({ blocks }) => [...tablesUsed(blocks ?? [])]))
  return [...tables.values()].flatMap((each) => [
    ...(used.has(each.name) || each.partOf !== null
      ? []
      : [{ rule: 'unused-table', of: each.name, says: `no statement uses ${each.name}` } as const]),
    ...badKeys(each).map((says): Fault => ({ rule: 'key', of: each.name, says })),
  ])
}

/** A migration runs whole or not at all, so it neither begins a transaction nor does what none can hold. */
function ofMigration(file: string, text: string): readonly Fault[] {
  const { flat, ...rest } = readStatement({ file, line: 1, name: file, text, holes: [] })
  const alone = flat.filter(
    (token) => token.kind === 'word' && /^(begin|commit|rollback|concurrently|vacuum)$/i.test(token.text),
  )
  const says = [
    ...alone.map((token) => `says ${token.text}, which its transaction cannot hold`),
    ...lowerCase({ ...rest, flat }, new Map()),
    ...clock({ ...rest, flat }, new Map()),
  ]
  return says.map((each): Fault => ({ rule: 'migration', of: file, says: `${file} ${each}` }))
}
