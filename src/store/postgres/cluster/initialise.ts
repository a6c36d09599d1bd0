import { randomBytes } from 'node:crypto'
import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Binaries, program } from '../binaries/version.ts'
import { type Refused, refused } from '../refused.ts'
import { type Ran, runAs } from '../run.ts'
import { TROTH } from '../server/connection.ts'
import type { Account } from './account.ts'
import type { Home } from './home.ts'
import { give } from './reach.ts'
import { SETTINGS_FILE } from './settings.ts'

export interface Initialise {
  readonly home: Home
  readonly account: Account | null
  readonly binaries: Binaries
  /** False only in tests: nothing is waited for on the disk. */
  readonly durable: boolean
}

/** An empty database with a password of its own. Made beside its place and renamed: what is there is whole. */
export async function initialise(wanted: Initialise): Promise<Refused | null> {
  const { home, account } = wanted
  const draft = `${home.data}.new`
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(home.password, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
  give(account, home.password)
  const ran = await firstThatKnowsItsLocale(wanted, draft)
  if (ran.code !== 0) {
    rmSync(draft, { recursive: true, force: true })
    return refused('postgres-not-made', home.folder, {
      reason: `initdb of PostgreSQL ${wanted.binaries.version.text} could not make a database: ${lastWords(ran)}.`,
      mend: 'Mend what it names and start again; nothing was kept of this attempt.',
    })
  }
  appendFileSync(join(draft, 'postgresql.conf'), `\ninclude_if_exists = '${SETTINGS_FILE}'\n`)
  renameSync(draft, home.data)
  return null
}

async function firstThatKnowsItsLocale({ home, account, binaries, durable }: Initialise, draft: string): Promise<Ran> {
  const auth = ['--username', TROTH, '--pwfile', home.password, '--auth', 'scram-sha-256']
  const common = [
    '--pgdata',
    draft,
    ...auth,
    '--encoding',
    'UTF8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ]
  let ran: Ran = { code: null, out: '', err: '' }
  for (const locale of locales(binaries.version.major)) {
    ran = await runAs(account, program(binaries.folder, 'initdb'), [...common, ...locale])
    if (!/invalid locale/.test(ran.err)) return ran
  }
  return ran
}

/**
 * Sorted by code point, characters known as Unicode has them, the same on every machine: what the system's libraries say
 * changes with them and silently breaks indexes. PostgreSQL has that built in since 17; before, the system's C.UTF-8,
 * which old ones lack.
 */
export function locales(major: number): readonly (readonly string[])[] {
  if (major >= 17) return [['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8']]
  return [
    ['--locale', 'C', '--lc-ctype', 'C.UTF-8'],
    ['--locale', 'C'],
  ]
}

/** initdb tells its steps on one stream and what went wrong on the other. */
function lastWords({ err, out }: Ran): string {
  const lines = (err.trim() || out.trim()).split('\n')
  return (lines.find((line) => /error|FATAL/i.test(line)) ?? lines.at(-1) ?? '').trim()
}
