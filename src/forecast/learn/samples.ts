import type { Instant } from '../../core/time/instant.ts'
import type { Loads } from '../load.ts'
import { isDated, type Asked, type DatedAsked } from '../model/asked.ts'
import { knownAt, openUntil, type PastVersion } from '../model/past.ts'
import { pointsOf, type Point } from '../model/points.ts'

/** A past version as it looked at one instant while it was open, and what became of it. */
export interface Sample<Of extends Asked = Asked> {
  readonly asked: Of
  readonly broken: boolean
  readonly point: Point | 'hand-over'
  /** One number for each version: its samples belong together. */
  readonly version: number
}

/** Looks between the making and tell-by resemble those two; three of them count as one. */
export const weightOf = ({ point }: Sample): number =>
  point === 'made' || point === 'tell-by' || point === 'hand-over' ? 1 : 1 / 3

/**
 * Dated versions due by `until`, at every point at which they were open. Not those settled by then: of long promises the
 * kept are known long before the broken.
 */
export function datedSamples(
  past: readonly PastVersion[],
  loads: Loads,
  until: Instant,
): readonly Sample<DatedAsked>[] {
  const samples: Sample<DatedAsked>[] = []
  for (const [index, version] of past.entries()) {
    const { made, heard, dueTo, tellBy } = version
    if (dueTo === null || tellBy === null || dueTo > until || dueTo <= made) continue
    const broken = isBroken(version, until)
    if (broken === null) continue
    for (const { point, at } of pointsOf({ made, dueTo, tellBy })) {
      const looked = Math.max(at, heard)
      if (looked >= openUntil(version) || (looked > tellBy && point !== 'made')) continue
      const asked = askedAt(version, loads, looked)
      if (isDated(asked)) samples.push({ asked, broken, point, version: index })
    }
  }
  return samples
}

/** Versions without a due time that were settled by `until`, when made and at each hand-over. */
export function undatedSamples(past: readonly PastVersion[], loads: Loads, until: Instant): readonly Sample[] {
  const samples: Sample[] = []
  for (const [index, version] of past.entries()) {
    if (version.dueTo !== null) continue
    const broken = isBroken(version, until)
    if (broken === null) continue
    const handOvers = version.handOvers.map(({ heard }) => ({ point: 'hand-over', at: heard }) as const)
    for (const { point, at } of [{ point: 'made', at: version.heard } as const, ...handOvers])
      if (at < openUntil(version)) samples.push({ asked: askedAt(version, loads, at), broken, point, version: index })
  }
  return samples
}

function isBroken(version: PastVersion, until: Instant): boolean | null {
  const state = knownAt(version, until)?.state
  return state === 'broken' ? true : state === 'kept' ? false : null
}

/** A past version as a forecast would have seen it. */
export function askedAt(version: PastVersion, loads: Loads, at: Instant): Asked {
  const { owner, kind, traits, made, dueTo, tellBy, handOvers } = version
  const known = handOvers.filter(({ heard }) => heard <= at)
  const last = known.at(-1)
  const load = loads.at(owner, kind, at)
  return {
    owner,
    kind,
    traits,
    made,
    dueTo,
    tellBy,
    at,
    load,
    holder: last?.to ?? handOvers[0]?.from ?? owner,
    from: last?.from ?? null,
    handOvers: known.length,
  }
}
