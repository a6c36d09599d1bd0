import type { Turn } from '../../playbook/turn/turn.ts'
import { isJudged, type Period } from './period.ts'
import { timelineOf, type Timeline } from './timeline.ts'
import { wordOf } from './ways.ts'

/** How many of each are shown: more of what went wrong than of what went well. */
const WANTED = { silent: 2, 'told-late': 2, 'told-in-time': 3, 'false alarm': 2, kept: 1 } as const

type Sort = keyof typeof WANTED

/** The first of each sort. Customers come by their ids, which are hashes: as good as drawn by lot, and always the same. */
export interface Samples {
  readonly bySort: Map<Sort, readonly Timeline[]>
}

export const startSamples = (): Samples => ({ bySort: new Map() })

export function addSamples({ bySort }: Samples, turn: Turn, period: Period): void {
  if (isFull(bySort)) return
  for (const promise of turn.published.values())
    for (const version of promise.versions) {
      const { state } = version
      if (!isJudged(period, promise, version) || version.dueTo === null) continue
      if (state !== 'kept' && state !== 'broken') continue
      const { told, lead } = wordOf(turn, promise, version)
      const sort = state === 'broken' ? told : lead === null ? 'kept' : 'false alarm'
      if (sort === 'unknown') continue
      const have = bySort.get(sort) ?? []
      if (have.length < WANTED[sort]) bySort.set(sort, [...have, timelineOf(turn, promise, version)])
    }
}

const SORTS: readonly Sort[] = ['silent', 'told-late', 'told-in-time', 'false alarm', 'kept']

const isFull = (bySort: Samples['bySort']): boolean =>
  SORTS.every((sort) => (bySort.get(sort)?.length ?? 0) >= WANTED[sort])

export const samplesOf = ({ bySort }: Samples): readonly Timeline[] => SORTS.flatMap((sort) => bySort.get(sort) ?? [])
