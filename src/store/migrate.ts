import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Problem } from '../core/document/problem.ts'
import type { Store } from './store.ts'

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url))

interface Migration {
  readonly name: string
  readonly text: string
  readonly hash: string
}

/** `0001-the-ledger.sql` … in their order; never edited once they have run anywhere. */
function migrations(): readonly Migration[] {
  const names = readdirSync(FOLDER).filter((name) => /^\d{4}-.*\.sql$/.test(name))
  return names.toSorted().map((name) => {
    const text = readFileSync(`${FOLDER}${name}`, 'utf8')
    return { name, text, hash: createHash('sha256').update(text).digest('hex') }
  })
}

/** 'trothmig' cut to four bytes: two processes that start together migrate one after the other. */
const MIGRATING = 0x6d696772

export type Migrated = { readonly applied: readonly string[] } | { readonly problem: Problem }

/** Brings the database to the newest schema, forward only, each migration whole or not at all. */
export async function migrate(store: Store): Promise<Migrated> {
  const session = await store.session()
  try {
    await session.query('select pg_advisory_lock($1)', [MIGRATING])
    await session.query(
      `create table if not exists migration (name text primary key collate "C", hash text not null, at timestamptz not null default now())`,
    )
    const { rows } = await session.query<{ name: string; hash: string }>(
      'select name, hash from migration order by name',
    )
    const here = migrations()
    const problem = whyNot(rows, here)
    if (problem !== undefined) return { problem }
    const applied: string[] = []
    for (const { name, text, hash } of here.slice(rows.length)) {
      // Several statements in one query are one transaction.
      await session.query(`${text};\ninsert into migration (name, hash) values ('${name}', '${hash}')`)
      applied.push(name)
    }
    return { applied }
  } finally {
    await session.query('select pg_advisory_unlock_all()').catch(() => undefined)
    session.release()
  }
}

function whyNot(done: readonly { name: string; hash: string }[], here: readonly Migration[]): Problem | undefined {
  const place = { path: 'migrations' }
  for (const [index, { name, hash }] of done.entries()) {
    const own = here[index]
    if (own === undefined || own.name !== name) {
      const reason = `The database has had the migration ${name}, which this version of Troth does not know.`
      return {
        level: 'error',
        code: 'database-newer',
        place,
        reason,
        mend: 'Start the version it belongs to, or a newer one.',
      }
    }
    if (own.hash !== hash) {
      const reason = `The migration ${name} reads differently from when it ran.`
      return {
        level: 'error',
        code: 'migration-edited',
        place,
        reason,
        mend: 'Put the file back as it was; add a new one for the change.',
      }
    }
  }
  return undefined
}
