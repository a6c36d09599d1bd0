import { migrate } from '../../store/migrate.ts'
import { playbooksChangedAt } from '../../store/company/playbook-versions.ts'
import { oneKey } from '../../store/doctor/one-key.ts'
import { databaseAway, isAway, openStore, type Store } from '../../store/store.ts'
import type { Vault } from '../../store/people/vault.ts'
import type { Problem } from '../../core/document/problem.ts'
import { EXIT, Stop } from '../exit.ts'
import type { Settings } from '../settings/settings.ts'
import type { World } from '../world.ts'
import { findDatabase, isInstalled, notInstalled, startDatabase, type Database } from './database.ts'
import { install } from './install.ts'
import { NO_LOG, type Log } from './log.ts'
import { openSecret, secretFile } from './secret.ts'

/** A ledger that is open, migrated and has its playbooks. */
export interface Ledger {
  readonly store: Store
  readonly vault: Vault
  readonly database: Database
  /** It was begun just now. */
  readonly isNew: boolean
  /** Ends the connections, and the database when it was started for us. */
  readonly close: () => Promise<void>
}

export interface Opening {
  readonly settings: Settings
  readonly world: World
  readonly log?: Log
}

/**
 * The ledger for a command: beside a running server it uses that one's database, else it starts the database and stops it
 * again. `begin`: an installation is made where there is none.
 */
export async function openLedger({ settings, world, log = NO_LOG }: Opening, begin = false): Promise<Ledger> {
  if (!begin && !isInstalled(settings)) throw new Stop(EXIT.no, [notInstalled(settings.folder)])
  const database = await findDatabase(settings, log)
  return openOn(database, { settings, world, log })
}

/** The ledger for a server, which runs the database itself. */
export async function startLedger({ settings, world, log = NO_LOG }: Opening): Promise<Ledger> {
  const database = await startDatabase(settings, log)
  return openOn(database, { settings, world, log })
}

async function openOn(database: Database, { settings, world, log = NO_LOG }: Opening): Promise<Ledger> {
  const store = openStore(database.connection, { onLost: (error) => log('database.lost', { error: String(error) }) })
  const close = async (): Promise<void> => {
    await store.close()
    await database.stop()
  }
  try {
    return { store, database, close, ...(await begin(store, { settings, world })) }
  } catch (error) {
    await close()
    if (!(error instanceof Stop) && isAway(error)) throw new Stop(EXIT.away, [databaseAway(String(error))])
    throw error
  }
}

async function begin(store: Store, { settings, world }: Opening): Promise<Pick<Ledger, 'vault' | 'isNew'>> {
  const migrated = await migrate(store)
  if ('problem' in migrated) throw new Stop(EXIT.away, [migrated.problem])
  const isNew = (await playbooksChangedAt(store)) === 0
  const vault = openSecret(settings, isNew)
  const seed = await oneKey(store)
  if (seed !== null && vault.keyFrom(seed) === null) throw new Stop(EXIT.input, [otherSecret(settings)])
  if (isNew) await install(store, world.clock())
  return { vault, isNew }
}

const otherSecret = ({ secret, folder }: Settings): Problem => ({
  level: 'error',
  code: 'other-secret',
  place: secret === null ? { file: secretFile(folder) } : {},
  reason: `${secret === null ? 'The secret of this folder' : 'TROTH_SECRET'} is not the one this ledger was begun with.`,
  mend: 'Bring back the one it was begun with: no other can open what is personal in it.',
})
