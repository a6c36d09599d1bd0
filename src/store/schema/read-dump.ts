/** One thing a schema is made of, with the statement that makes it. */
export interface SchemaThing {
  readonly kind: 'table' | 'index' | 'function' | 'other'
  /** Its name; of what has none of its own, the whole statement. */
  readonly name: string
  /** Of an index: its table. */
  readonly on: string | null
  /** The statement; of a table, without what stands in its parentheses. */
  readonly text: string
  /** Of a table: columns and constraints by name, in their order. */
  readonly lines: readonly SchemaLine[]
}

export interface SchemaLine {
  readonly kind: 'column' | 'constraint'
  readonly name: string
  /** What follows the name. */
  readonly text: string
}

/** What dumpSchema wrote, read again. */
export function readDump(text: string): readonly SchemaThing[] {
  const statements = text.split(/^(?=(?:create|alter) )/m).filter((part) => /^(create|alter) /.test(part))
  return statements.map((part) => thingOf(part.replace(/\n--[^\n]*/g, '').trim()))
}

const NAME = '("(?:[^"]|"")+"|[\\w$]+)'
const TABLE = new RegExp(`^create (?:unlogged )?table ${NAME}`)
const INDEX = new RegExp(`^create (?:unique )?index ${NAME} on ${NAME}`)
const FUNCTION = new RegExp(`^create (?:function|procedure) ([^(]+\\(.*\\)) (?:returns|language) `)
const LINE = new RegExp(`^ {2}(constraint )?${NAME} (.*?),?$`)

function thingOf(statement: string): SchemaThing {
  const [, table] = TABLE.exec(statement) ?? []
  if (table !== undefined) return tableOf(table, statement)
  const nothing = { lines: [], on: null, text: statement }
  const [, index, on = null] = INDEX.exec(statement) ?? []
  if (index !== undefined) return { ...nothing, kind: 'index', name: index, on }
  const [, called] = FUNCTION.exec(statement) ?? []
  if (called !== undefined) return { ...nothing, kind: 'function', name: called }
  return { ...nothing, kind: 'other', name: statement.replace(/;$/, '') }
}

function tableOf(name: string, statement: string): SchemaThing {
  const all = statement.split('\n')
  const lines = all.flatMap((line): readonly SchemaLine[] => {
    const [, constraint, named, text] = LINE.exec(line) ?? []
    if (named === undefined || text === undefined) return []
    return [{ kind: constraint === undefined ? 'column' : 'constraint', name: named, text }]
  })
  const around = all.filter((line) => !line.startsWith('  ')).join(' ')
  return { kind: 'table', name, on: null, text: around, lines }
}
