import { keptAddress } from '../../core/message/address.ts'
import { stoppedAddresses } from '../../store/replies/stopped-addresses.ts'
import { stoppedMark } from '../../store/replies/stopped-mark.ts'
import type { Vault } from '../../store/people/vault.ts'
import type { Tx } from '../../store/store.ts'

/** Addresses at which somebody said stop before any customer was known there; consent, which is a customer's, cannot say so. */
export interface Stopped {
  readonly has: (kind: string, address: string) => boolean
  /** Reads them again when there are others; one cheap question otherwise. */
  readonly refresh: () => Promise<void>
}

interface KnowingStops {
  readonly store: Tx
  readonly vault: Vault
}

export async function openStopped({ store, vault }: KnowingStops): Promise<Stopped> {
  let mark = ''
  let stopped: ReadonlySet<string> = new Set()
  const refresh = async (): Promise<void> => {
    const now = await stoppedMark(store)
    if (now === mark) return
    stopped = new Set((await stoppedAddresses(store)).map(({ hash, channel }) => `${channel} ${hash}`))
    mark = now
  }
  await refresh()
  return {
    has: (kind, address) => stopped.size > 0 && stopped.has(`${kind} ${vault.keyedHash(keptAddress(kind, address))}`),
    refresh,
  }
}
