import { hours, days, type Instant } from '../../core/time/instant.ts'
import { zone, type Zone } from '../../core/time/zone.ts'
import { usualTellBy } from '../../core/promise/tell-by.ts'
import type { PastSettlement, PastVersion } from './past.ts'

const utcZone = zone('UTC')
if (utcZone === undefined) throw new Error('this runtime knows no UTC')
export const utc: Zone = utcZone

/** Monday, 6 January 2025, 00:00 UTC. */
export const START: Instant = 1_736_121_600_000

export type PastParts = Partial<Omit<PastVersion, 'settlements'>> & { readonly settled?: readonly PastSettlement[] }

/** A version made at START for three days, open unless it says otherwise. */
export function pastVersion({ settled = [], ...parts }: PastParts = {}): PastVersion {
  const made = parts.made ?? START
  const dueTo = parts.dueTo === undefined ? made + days(3) : parts.dueTo
  return {
    rule: 'test.stated',
    kind: 'repair',
    owner: 'field',
    traits: {},
    made,
    heard: made,
    dueTo,
    tellBy: usualTellBy(made, { from: null, to: dueTo }),
    settlements: settled,
    cured: null,
    handOvers: [],
    needs: [],
    ...parts,
  }
}

export const kept = (at: Instant, heard = at): readonly PastSettlement[] => [{ state: 'kept', at, heard }]
export const broken = (at: Instant, heard = at): readonly PastSettlement[] => [{ state: 'broken', at, heard }]

/** Of the n-th promise of a made-up company: a number from 0 to 1, always the same. */
export function draw(n: number): number {
  let mixed = n + 1
  for (let round = 0; round < 3; round++) mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

/**
 * A company's past, a promise an hour: repairs of three days, one in five broken, and moves of a day, four in five
 * broken. Kept ones are kept half-way; of the broken, half a day after due.
 */
export function companyPast(count: number): readonly PastVersion[] {
  return Array.from({ length: count }, (_, n) => {
    const isMove = n % 3 === 0
    const made = START + hours(n)
    const dueTo = made + days(isMove ? 1 : 3)
    const breaks = draw(n) < (isMove ? 0.8 : 0.2)
    // A quarter of the kept ones come at the last moment, so that not all that wait break.
    const done = dueTo - (draw(n + 7) < 0.25 ? hours(1) : Math.trunc((dueTo - made) / 2) + hours(2))
    return pastVersion({
      kind: isMove ? 'move' : 'repair',
      owner: isMove ? 'vans' : 'field',
      traits: { channel: n % 2 === 0 ? 'phone' : 'web' },
      made,
      dueTo,
      settled: breaks ? broken(dueTo) : kept(done),
      cured: breaks ? { at: dueTo + hours(12), heard: dueTo + hours(12) } : null,
    })
  })
}
