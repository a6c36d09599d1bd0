import type { Table } from '../migration-tables.ts'
import type { Block } from '../query.ts'
import type { FoundStatement } from '../statements.ts'
import type { Node, Token } from '../tokens.ts'

/** A statement, read. */
export interface ReadStatement extends FoundStatement {
  readonly flat: readonly Token[]
  readonly nodes: readonly Node[]
  /** null: it is not a `select`, `insert`, `update` or `delete`. */
  readonly blocks: readonly Block[] | null
}

/** What is wrong, by the name of the rule that says so; what is listed in allowed.ts may break it. */
export interface Fault {
  readonly rule: RuleName
  /** The file it is in; of a table: its name. */
  readonly of: string
  readonly says: string
}

export type RuleName =
  | 'bucket'
  | 'column-names'
  | 'one-a-file'
  | 'name'
  | 'hole'
  | 'lock'
  | 'star'
  | 'quotes'
  | 'clock'
  | 'lower-case'
  | 'kind'
  | 'table'
  | 'place'
  | 'raw'
  | 'unused-table'
  | 'key'
  | 'migration'

export type StatementRule = (statement: ReadStatement, tables: ReadonlyMap<string, Table>) => readonly string[]
