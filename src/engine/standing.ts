import { playbooksChangedAt } from '../store/company/playbook-versions.ts'
import { erasedSince } from '../store/people/erased-since.ts'
import { loadInForce, type Compiling } from './in-force.ts'
import type { InForce } from './turn/lane.ts'
import type { Store } from '../store/store.ts'

/** What all turns stand on and may change at any time by another process's hand: playbooks, and who was erased. */
export interface Standing {
  readonly inForce: () => InForce
  /** Reads again what has changed; answers the customers who were erased meanwhile. */
  readonly reload: () => Promise<readonly string[]>
}

export async function openStanding(options: Compiling & { readonly store: Store }): Promise<Standing> {
  const { store } = options
  let changedAt = await playbooksChangedAt(store)
  let force = await loadInForce(store, options)
  let { customers: erased, upTo: erasedUpTo } = await erasedSince(store, 0)
  return {
    inForce: () => force,
    reload: async () => {
      const changed = await playbooksChangedAt(store)
      if (changed !== changedAt) {
        force = await loadInForce(store, options)
        changedAt = changed
      }
      ;({ customers: erased, upTo: erasedUpTo } = await erasedSince(store, erasedUpTo))
      return erased
    },
  }
}
