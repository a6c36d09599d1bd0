import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Problem } from '../../core/document/problem.ts'
import type { Tx } from '../store.ts'
import { dumpSchema } from './dump.ts'
import { readDump, type SchemaLine, type SchemaThing } from './read-dump.ts'

/** Written by a test from what the migrations make (dump.db.test.ts), and shipped with them. */
const SCHEMA = fileURLToPath(new URL('../../../migrations/schema.sql', import.meta.url))

/**
 * How the database differs from what the migrations make of it: errors where Troth cannot rely on it, warnings where it
 * only runs otherwise than we measured. Ask only a database that has had all migrations, else each of them is told here.
 */
export async function schemaDrift(tx: Tx): Promise<readonly Problem[]> {
  return driftBetween(readFileSync(SCHEMA, 'utf8'), await dumpSchema(tx))
}

/** The same of two dumps. */
export function driftBetween(expected: string, live: string): readonly Problem[] {
  const [own, found] = [readDump(expected), readDump(live)]
  const named = (things: readonly SchemaThing[], { kind, name }: SchemaThing): SchemaThing | undefined =>
    things.find((thing) => thing.kind === kind && thing.name === name)
  const changed = own.flatMap((thing) => {
    const there = named(found, thing)
    return there === undefined ? [missing(thing)] : differences(thing, there)
  })
  return [...changed, ...found.filter((thing) => named(own, thing) === undefined).map(extra)]
}

type Said = readonly [reason: string, mend: string]

const problem = (level: Problem['level'], code: string, path: string): ((...said: Said) => Problem) => {
  return (reason, mend) => ({ level, code, place: { path }, reason, mend })
}

function missing({ kind, name, text, on }: SchemaThing): Problem {
  const [code, path] = [`${kind}-missing`, on === null ? name : `${on}.${name}`]
  if (kind === 'table') return problem('error', code, path)(`The table ${name} is gone.`, 'Restore it from a backup.')
  const reason =
    kind === 'index'
      ? `The index ${name} is gone; what it finds now takes a look at every row.`
      : `The ${kind} ${name} is gone.`
  return problem('error', code, path)(reason, `Make it again: \`${text}\``)
}

function extra({ kind, name, text, on }: SchemaThing): Problem {
  const [code, path] = [`${kind}-extra`, on === null ? name : `${on}.${name}`]
  if (kind === 'index' && text.startsWith('create unique'))
    return problem(
      'error',
      code,
      path,
    )(
      `Somebody added the unique index ${name} by hand; it can refuse what Troth writes.`,
      `Drop it, and make it without \`unique\` if somebody needs it: \`drop index ${name};\``,
    )
  if (kind === 'index')
    return problem(
      'warning',
      code,
      path,
    )(
      `Somebody added the index ${name} by hand; every write into ${on} keeps it up to date.`,
      `If nobody needs it: \`drop index ${name};\``,
    )
  if (kind === 'other' && /^(create (trigger|rule|policy)|alter)/.test(name))
    return problem(
      'error',
      code,
      name,
    )(`Somebody added by hand: ${name}. It can change or refuse what Troth writes.`, 'Ask who needs it, and drop it.')
  const what = kind === 'other' ? name.replace(/^create /, '') : `${kind} ${name}`
  return problem(
    'warning',
    code,
    path,
  )(
    `Somebody added the ${what} by hand; Troth does not use it.`,
    'It may stay; a schema of its own would keep it apart from ours.',
  )
}

function differences(own: SchemaThing, there: SchemaThing): readonly Problem[] {
  if (own.kind === 'table') return [...tableDifferences(own, there), ...lineDifferences(own, there)]
  if (own.text === there.text) return []
  const path = own.on === null ? own.name : `${own.on}.${own.name}`
  const mend =
    own.kind === 'index'
      ? `Make it again: \`drop index ${own.name}; ${own.text}\``
      : `Make it again: \`${own.text.replace(/^create /, 'create or replace ')}\``
  return [problem('error', `${own.kind}-different`, path)(`The ${own.kind} ${own.name} reads \`${there.text}\`.`, mend)]
}

const OPTIONS = / with \((.*)\);$/

function tableDifferences({ name, text }: SchemaThing, there: SchemaThing): readonly Problem[] {
  if (text === there.text) return []
  const [own, live] = [text, there.text].map((each) => each.replace(OPTIONS, ';'))
  if (own !== live)
    return [
      problem(
        'error',
        'table-different',
        name,
      )(
        `The table ${name} is stored as \`${live}\`, not as \`${own}\`.`,
        live?.startsWith('create unlogged') === true
          ? `A crash would empty it: \`alter table ${name} set logged;\``
          : 'Ask who changed it; a backup restored beside it has it as it was.',
      ),
    ]
  const options = OPTIONS.exec(text)?.[1]
  return [
    problem(
      'warning',
      'storage-different',
      name,
    )(
      `The table ${name} is stored with (${OPTIONS.exec(there.text)?.[1] ?? ''}); Troth was measured with (${options ?? ''}).`,
      options === undefined
        ? 'It may stay, if somebody measured it.'
        : `To have ours again: \`alter table ${name} set (${options});\``,
    ),
  ]
}

function lineDifferences(own: SchemaThing, there: SchemaThing): readonly Problem[] {
  const same = (lines: readonly SchemaLine[], { kind, name }: SchemaLine): SchemaLine | undefined =>
    lines.find((line) => line.kind === kind && line.name === name)
  const changed = own.lines.flatMap((line) => {
    const live = same(there.lines, line)
    return live?.text === line.text ? [] : [lineProblem(own.name, line, live)]
  })
  const added = there.lines.filter((line) => same(own.lines, line) === undefined)
  return [...changed, ...added.map((line) => lineExtra(own.name, line))]
}

function lineProblem(table: string, { kind, name, text }: SchemaLine, live: SchemaLine | undefined): Problem {
  const add = `\`alter table ${table} add ${kind} ${name} ${text};\``
  const path = `${table}.${name}`
  if (live === undefined)
    return problem(
      'error',
      `${kind}-missing`,
      path,
    )(
      `The ${kind} ${name} of ${table} is gone.`,
      kind === 'column' ? `Restore it from a backup; an empty one is made by ${add}` : `Make it again: ${add}`,
    )
  return problem(
    'error',
    `${kind}-different`,
    path,
  )(
    `The ${kind} ${name} of ${table} is \`${live.text}\`, not \`${text}\`.`,
    'Ask who changed it, and change it back; Troth reads and writes it as it was.',
  )
}

function lineExtra(table: string, { kind, name, text }: SchemaLine): Problem {
  const path = `${table}.${name}`
  if (kind === 'constraint')
    return problem(
      'error',
      'constraint-extra',
      path,
    )(
      `Somebody added the constraint ${name} to ${table} by hand; it can refuse what Troth writes.`,
      `Drop it: \`alter table ${table} drop constraint ${name};\``,
    )
  const isFilled = !/ not null\b/.test(` ${text}`) || / (default|generated) /.test(` ${text} `)
  return problem(
    isFilled ? 'warning' : 'error',
    'column-extra',
    path,
  )(
    `Somebody added the column ${name} to ${table} by hand; Troth ${isFilled ? 'does not use it' : 'does not fill it, so nothing can be written'}.`,
    `If nobody needs it: \`alter table ${table} drop column ${name};\``,
  )
}
