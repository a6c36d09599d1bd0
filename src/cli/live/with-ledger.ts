import { readSettings, type SettingsWords } from '../settings/read.ts'
import type { Settings } from '../settings/settings.ts'
import type { World } from '../world.ts'
import { openLedger, type Ledger } from './ledger.ts'

export interface OnLedger extends Ledger {
  readonly settings: Settings
}

export interface Wanting {
  readonly world: World
  readonly values: SettingsWords
  /** An installation is begun where there is none. */
  readonly begin?: boolean
}

/** Opens the ledger for as long as `work` takes, and leaves everything as it was found. */
export async function withLedger<Answer>(
  { world, values, begin = false }: Wanting,
  work: (on: OnLedger) => Promise<Answer>,
): Promise<Answer> {
  const settings = readSettings(world, values)
  const ledger = await openLedger({ settings, world }, begin)
  try {
    return await work({ ...ledger, settings })
  } finally {
    await ledger.close()
  }
}

/** Who is at the terminal, as it stands in the book of who did what. */
export const whoIsThere = ({ env }: World): string => `terminal:${env['USER'] ?? env['LOGNAME'] ?? 'unknown'}`
