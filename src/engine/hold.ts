import type { Problem } from '../core/document/problem.ts'
import { ALL_BUCKETS } from '../store/bucket.ts'
import { claimBuckets } from '../store/lease/claim-buckets.ts'
import { stillHolds } from '../store/lease/still-holds.ts'
import { letGo, tryHold } from '../store/lease/try-hold.ts'
import type { Session, Store } from '../store/store.ts'

const AGAIN_MS = 1000

export interface Hold {
  readonly epoch: number
  readonly release: () => Promise<void>
}

export interface Holding {
  readonly store: Store
  readonly holder: string
  readonly now: number
  /** The buckets went to another process while the database was away. */
  readonly onLost: () => void
}

/** The connection whose lock says that we hold the ledger; null while the database is away. */
interface Keeping {
  session: Session | null
  released: boolean
}

/**
 * Becomes the holder of all buckets. A lock that lives as long as its connection says that we do: when this process dies
 * the database lets go of it at once, and the next holder's epoch fences off whatever of us may still be running.
 */
export async function holdBuckets(holding: Holding): Promise<Hold | { readonly problem: Problem }> {
  const { store, holder, now } = holding
  const keeping: Keeping = { session: null, released: false }
  if (!(await lock(holding, keeping))) return { problem: heldByAnother }
  const epoch = await claimBuckets(store, { holder, until: now })
  return {
    epoch,
    release: async () => {
      keeping.released = true
      const { session } = keeping
      keeping.session = null
      if (session === null) return
      await letGo(session).catch(() => undefined)
      session.release(true)
    },
  }
}

async function lock(holding: Holding, keeping: Keeping): Promise<boolean> {
  const client = await holding.store.session()
  const isHeld = await tryHold(client).catch(() => false)
  if (!isHeld || keeping.released) {
    client.release(true)
    return isHeld
  }
  client.on('error', () => {
    if (keeping.session !== client) return
    keeping.session = null
    client.release(true)
    void lockAgain(holding, keeping)
  })
  keeping.session = client
  return true
}

/** The database was away. Back again, we are still the holder unless somebody else has become it meanwhile. */
async function lockAgain(holding: Holding, keeping: Keeping): Promise<void> {
  while (!keeping.released) {
    try {
      const isOurs = (await lock(holding, keeping)) && (await stillHolds(holding.store, ALL_BUCKETS, holding.holder))
      if (!isOurs && !keeping.released) holding.onLost()
      return
    } catch {
      await new Promise((wake) => setTimeout(wake, AGAIN_MS).unref())
    }
  }
}

const heldByAnother: Problem = {
  level: 'error',
  code: 'ledger-held',
  place: {},
  reason: 'Another Troth process runs on this ledger.',
  mend: 'Stop it first, or let this one use a database of its own.',
}
