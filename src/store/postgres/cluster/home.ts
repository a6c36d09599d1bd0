import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { type Refused, refused } from '../refused.ts'

/** Where one database lives: PostgreSQL's own folder and what we keep beside it. */
export interface Home {
  readonly folder: string
  /** PostgreSQL's data; absent until the first start is through. */
  readonly data: string
  /** Random, 0600, never shown. */
  readonly password: string
  readonly log: string
  readonly lock: string
}

/** In the data folder of Troth, when the database could not be put there: first line a path, then words for a person. */
export const POINTER = 'postgres.elsewhere'

export function homeAt(folder: string): Home {
  return {
    folder,
    data: join(folder, 'data'),
    password: join(folder, 'password'),
    log: join(folder, 'postgres.log'),
    lock: join(folder, 'lock'),
  }
}

/** @param folder the data folder of Troth, absolute; answers null when no database was begun there */
export function locateHome(folder: string): Home | Refused | null {
  const pointer = join(folder, POINTER)
  if (!existsSync(pointer)) {
    const inPlace = join(folder, 'postgres')
    return existsSync(inPlace) ? homeAt(inPlace) : null
  }
  const elsewhere = readFileSync(pointer, 'utf8').split('\n', 1)[0] ?? ''
  if (elsewhere !== '' && existsSync(elsewhere)) return homeAt(elsewhere)
  // Beginning an empty database here would look like a loss of every promise.
  return refused('database-gone', pointer, {
    reason: `the database of this folder should be in ${elsewhere}, which is not there.`,
    mend: `Bring it back from a backup, or remove ${pointer} to begin an empty database.`,
  })
}

export const hasData = (home: Home): boolean => existsSync(join(home.data, 'PG_VERSION'))

/** Major version that wrote the data; null when there are none. */
export function majorOf(home: Home): number | null {
  return hasData(home) ? Number.parseInt(readFileSync(join(home.data, 'PG_VERSION'), 'utf8'), 10) : null
}

/** Of the data, or of their folder while there are none, or none that we may see. */
export function ownerOf(home: Home): { readonly uid: number; readonly gid: number } {
  const { uid, gid } = statSync(existsSync(home.data) ? home.data : home.folder)
  return { uid, gid }
}
