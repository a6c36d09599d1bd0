import { publishedMark } from '../store/company/published-mark.ts'
import { erasedSince } from '../store/people/erased-since.ts'
import type { Store } from '../store/store.ts'
import type { Waits } from '../store/timer/what-waits.ts'
import { loadInForce, type Compiling } from './in-force.ts'
import { modelsInForce, type ReadingModels } from './model/models-in-force.ts'
import type { KeptLoads } from './load/keep-loads.ts'
import type { InForce } from './turn/commits.ts'

/** What all turns stand on and may change at any time by another process's hand: playbooks, models, and who was erased. */
export interface Standing {
  readonly inForce: () => InForce
  /** Something was published, or somebody erased, of which it does not know. */
  readonly isBehind: (latest: Pick<Waits, 'published' | 'erased'>) => boolean
  /** Reads the playbooks and models again when one was published since. */
  readonly renew: () => Promise<void>
  /** Settled when what a model looks at beside the customer is there. */
  readonly ready: () => Promise<void>
  /** The customers who were erased since this was asked last. */
  readonly erased: () => Promise<readonly string[]>
}

export interface StandingOptions extends Compiling, ReadingModels {
  readonly store: Store
  readonly loads: KeptLoads
}

export async function openStanding(given: StandingOptions): Promise<Standing> {
  const options = { ...given, compiled: new Map() }
  const { store, loads } = options
  const readyFor = async ({ forecaster }: InForce): Promise<void> => (forecaster === null ? undefined : loads.keepUp())
  let force = await readInForce(options)
  let { upTo } = await erasedSince(store, 0)
  return {
    inForce: () => force,
    isBehind: ({ published, erased }) => published !== force.published || erased > upTo,
    renew: async () => {
      if ((await publishedMark(store)) === force.published) return
      const next = await readInForce(options)
      await readyFor(next)
      force = next
    },
    ready: () => readyFor(force),
    erased: async () => {
      const erased = await erasedSince(store, upTo)
      upTo = erased.upTo
      return erased.customers
    },
  }
}

/** Its mark is of what was read, so that what is published while it is being read is seen as new. */
async function readInForce(options: StandingOptions): Promise<InForce> {
  const playbooks = await loadInForce(options.store, options)
  const { forecaster, published } = await modelsInForce(options.store, options)
  return { ...playbooks, forecaster, published: playbooks.newestSince + published }
}
