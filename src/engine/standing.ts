import { playbooksChangedAt } from '../store/company/playbook-versions.ts'
import { erasedSince } from '../store/people/erased-since.ts'
import type { Store } from '../store/store.ts'
import type { Waits } from '../store/timer/what-waits.ts'
import { loadInForce, type Compiling } from './in-force.ts'
import type { InForce } from './turn/commits.ts'

/** What all turns stand on and may change at any time by another process's hand: playbooks, and who was erased. */
export interface Standing {
  readonly inForce: () => InForce
  /** Something was published, or somebody erased, of which it does not know. */
  readonly isBehind: (latest: Pick<Waits, 'published' | 'erased'>) => boolean
  /** Reads the playbooks again when one was published since. */
  readonly renew: () => Promise<void>
  /** The customers who were erased since this was asked last. */
  readonly erased: () => Promise<readonly string[]>
}

export async function openStanding(given: Compiling & { readonly store: Store }): Promise<Standing> {
  const { store } = given
  const options = { ...given, compiled: new Map() }
  let force = await loadInForce(store, options)
  let { upTo } = await erasedSince(store, 0)
  return {
    inForce: () => force,
    isBehind: ({ published, erased }) => published !== force.published || erased > upTo,
    renew: async () => {
      if ((await playbooksChangedAt(store)) !== force.published) force = await loadInForce(store, options)
    },
    erased: async () => {
      const erased = await erasedSince(store, upTo)
      upTo = erased.upTo
      return erased.customers
    },
  }
}
