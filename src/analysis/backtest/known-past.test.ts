import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hours } from '../../core/time/instant.ts'
import { loadsOf } from '../../forecast/load.ts'
import type { PastVersion } from '../../forecast/model/past.ts'
import { startKnownPast } from './known-past.ts'

const instant = fc.integer({ min: 0, max: 24 * 90 }).map(hours)
const settlement = fc.record({
  state: fc.constantFrom('kept' as const, 'broken' as const, 'open' as const, 'withdrawn' as const),
  at: instant,
  heard: instant,
})

const someVersion: fc.Arbitrary<PastVersion> = fc
  .record({
    rule: fc.constant('test.stated'),
    kind: fc.constantFrom('repair', 'visit'),
    owner: fc.constantFrom('field', 'care'),
    made: instant,
    dueTo: fc.option(instant),
    settlements: fc.array(settlement, { maxLength: 3 }),
  })
  .map(({ made, dueTo, settlements, ...rest }) => ({
    ...rest,
    traits: {},
    made,
    heard: made,
    dueTo,
    tellBy: dueTo === null ? null : dueTo - hours(24),
    settlements: settlements.toSorted((a, b) => a.heard - b.heard),
    cured: null,
    handOvers: [],
    needs: [],
  }))

test('law: the loads made of columns are those made of the versions themselves', () => {
  fc.assert(
    fc.property(fc.array(someVersion, { maxLength: 20 }), fc.array(instant, { maxLength: 5 }), (past, asked) => {
      const known = startKnownPast()
      past.forEach(known.add)
      const [columns, whole] = [loadsOf(known), loadsOf(past)]
      for (const now of asked)
        for (const owner of ['field', 'care'])
          for (const kind of ['repair', 'visit'])
            expect(columns.at(owner, kind, now)).toEqual(whole.at(owner, kind, now))
    }),
  )
})
