import { join } from 'node:path'

import type { Account } from '../cluster/account.ts'
import { type Refused, refused } from '../refused.ts'
import { copyBinaries } from './copy.ts'
import { completeLinks } from './links.ts'
import { npmFolder, PACKAGE } from './npm-package.ts'
import { systemFolders } from './system.ts'
import { type Binaries, inspect, newestFirst, OLDEST_MAJOR } from './version.ts'

export interface Wanted {
  /** TROTH_PG_BIN: a folder with `postgres` and `initdb`; nothing else is tried then. */
  readonly explicit: string | undefined
  /** Major version that wrote the existing data; null when there are none. */
  readonly major: number | null
  /** The system's before npm's, since it gets security fixes sooner (npm's: two minor versions behind in May 2026). */
  readonly preferSystem: boolean
  /** As whom it will run. */
  readonly account: Account | null
  /** Where systems put PostgreSQL. */
  readonly systemPlaces: readonly string[]
  /** Folders to copy npm's to when the account cannot run it where it is; the first that works is taken. */
  readonly copyTo: readonly string[]
  /** For the place of a problem: Troth's data folder. */
  readonly folder: string
}

/** Programs that can serve these data, as this account. */
export async function findBinaries(wanted: Wanted): Promise<Binaries | Refused> {
  if (wanted.explicit !== undefined) return explicitly(wanted, wanted.explicit)
  const sources = wanted.preferSystem ? [ofSystem, ofNpm] : [ofNpm, ofSystem]
  const seen: string[] = []
  for (const source of sources) {
    const { usable, unusable } = await source(wanted)
    const [best] = usable.filter((one) => fits(one, wanted))
    if (best !== undefined) return best
    seen.push(...usable.map(({ folder, version }) => `${version.text} in ${folder}`), ...unusable)
  }
  return nothingFits(wanted, seen)
}

const fits = ({ version }: Binaries, { major }: Wanted): boolean =>
  major === null ? version.major >= OLDEST_MAJOR : version.major === major

interface Looked {
  readonly usable: readonly Binaries[]
  /** In words. */
  readonly unusable: readonly string[]
}

async function explicitly(wanted: Wanted, folder: string): Promise<Binaries | Refused> {
  const found = await inspect(folder, wanted.account)
  if (!('unusable' in found))
    return fits(found, wanted) ? found : nothingFits(wanted, [`${found.version.text} in ${folder}`])
  const as = wanted.account === null ? '' : ` as user "${wanted.account.name}", since PostgreSQL does not run as root`
  return refused('postgres-unusable', folder, {
    reason: `the PostgreSQL in TROTH_PG_BIN cannot be used${as}: ${found.unusable}.`,
    mend: 'Name a folder that holds postgres and initdb and that this user may enter, or unset TROTH_PG_BIN.',
  })
}

async function ofSystem({ account, systemPlaces }: Wanted): Promise<Looked> {
  const folders = await systemFolders(systemPlaces)
  const found = await Promise.all(folders.map((folder) => inspect(folder, account)))
  // What has no server in it (only psql, only headers) is not worth a word.
  return { usable: found.flatMap((one) => ('unusable' in one ? [] : [one])).toSorted(newestFirst), unusable: [] }
}

async function ofNpm({ account, copyTo }: Wanted): Promise<Looked> {
  const native = npmFolder()
  if (native === null) return { usable: [], unusable: [`npm has not installed ${PACKAGE}`] }
  return useNative(native, { account, copyTo })
}

/** In place, or a copy: when npm put it where the account may not go, or where nobody may make the links it lacks. */
export async function useNative(
  native: string,
  { account, copyTo }: Pick<Wanted, 'account' | 'copyTo'>,
): Promise<Looked> {
  const unusable: string[] = []
  for (const place of [() => complete(native), ...copyTo.map((into) => () => copyBinaries(native, into))]) {
    try {
      const found = await inspect(join(await place(), 'bin'), account)
      if (!('unusable' in found)) return { usable: [found], unusable: [] }
      unusable.push(`${PACKAGE}: ${found.unusable}`)
    } catch (error) {
      unusable.push(`${PACKAGE}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { usable: [], unusable }
}

function complete(native: string): string {
  completeLinks(native)
  return native
}

function nothingFits({ major, folder }: Wanted, seen: readonly string[]): Refused {
  const found = seen.length === 0 ? 'found none' : `found: ${seen.join('; ')}`
  if (major === null)
    return refused('postgres-missing', folder, {
      reason: `no PostgreSQL ${OLDEST_MAJOR} or later can be run here (${found}).`,
      mend: 'Install one (apt install postgresql), name its folder in TROTH_PG_BIN, or give the address of a server in DATABASE_URL.',
    })
  return refused('postgres-major-missing', folder, {
    reason: `these data were written by PostgreSQL ${major}, and no other major version can read them (${found}).`,
    mend: `Install PostgreSQL ${major} or name its folder in TROTH_PG_BIN; to change to another, export with the old one and import with the new one.`,
  })
}
