import { timingSafeEqual } from 'node:crypto'
import { apiKeys, type ApiKeyRow } from '../store/company/api-keys.ts'
import type { Tx } from '../store/store.ts'
import { keyHash } from './keys.ts'
import { RIGHTS, type Asker, type Right } from './route.ts'

/** How long a revoked key may still open doors. */
const FRESH_MS = 2000

export interface Keyring {
  /** null: no such key, or it was revoked. */
  readonly find: (key: string) => Promise<Asker | null>
  /** Whether a key was ever made: from then on nobody comes in without one, not even when all are revoked. */
  readonly isInUse: () => Promise<boolean>
}

/** The keys on record, read again every two seconds while somebody asks. Rejects while the database is away. */
export function openKeyring(store: Tx, freshMs: number = FRESH_MS): Keyring {
  let reading: Promise<readonly ApiKeyRow[]> | null = null
  let readAt = -Infinity

  function keys(): Promise<readonly ApiKeyRow[]> {
    const now = performance.now()
    if (reading !== null && now - readAt < freshMs) return reading
    readAt = now
    const pending = apiKeys(store)
    // What could not be read is asked for again by the next.
    pending.catch(() => void (reading = null))
    reading = pending
    return pending
  }

  return {
    find: async (key) => {
      const hash = keyHash(key)
      let found: ApiKeyRow | undefined
      // Every key is compared: the time it takes says nothing about which one it was.
      for (const row of await keys()) if (timingSafeEqual(row.hash, hash) && row.revoked === null) found = row
      return found === undefined ? null : { who: found.name, may: new Set(found.may.filter(isRight)) }
    },
    isInUse: async () => (await keys()).length > 0,
  }
}

const isRight = (text: string): text is Right => (RIGHTS as readonly string[]).includes(text)
