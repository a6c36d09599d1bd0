import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '../../core/fact/fact.ts'
import { on, text } from '../../core/fact/fact.testing.ts'
import {
  broken,
  clock,
  handedOver,
  kept,
  made,
  moved,
  progressed,
  withdrawn,
} from '../../core/promise/promise.testing.ts'
import type { OpenVersion } from '../../forecast/forecaster.ts'
import { replayCustomer } from '../../playbook/replay.ts'
import { fixedForecaster, march, statedProgram, watched } from './backtest.testing.ts'

const ID = 'test.stated/p'
const booked = made('2 09:00', '9 17:00', { kind: 'repair', owner: 'field' })

/** Everything a forecaster could look at, as a number: two answers differ when it saw anything different. */
function allOf({ promise, version, made: making, now }: OpenVersion): number {
  const all = JSON.stringify([
    promise.versions,
    promise.handOvers,
    promise.estimate,
    promise.words,
    version,
    making,
    now,
  ])
  let sum = 0
  for (let at = 0; at < all.length; at++) sum = (sum * 31 + all.charCodeAt(at)) % 1_000_003
  return sum / 1_000_003
}
const everything = fixedForecaster(allOf)

/** When the forecaster was asked, and of which version. */
function askedOf(facts: readonly Fact[]): readonly string[] {
  const asked: string[] = []
  const forecaster = fixedForecaster(({ version, now }) => {
    asked.push(`${version.n} ${now % 60_000 === 0 ? clock(now) : `just before ${clock(now + 1)}`}`)
    return 0.5
  })
  watched(facts, { forecaster })
  return asked
}

test('a promise is looked at when it is made, and again at the last instant before its tell-by', () => {
  expect(askedOf([booked])).toEqual(['1 2 09:00', '1 just before 8 17:00'])
})

test('kept before its tell-by it is not looked at there; kept at that very instant neither', () => {
  expect(watched([booked, kept('8 16:59')], { forecaster: everything }).seen.get(`${ID}#1`)?.atTellBy).toBeUndefined()
  expect(watched([booked, kept('8 17:00')], { forecaster: everything }).seen.get(`${ID}#1`)?.atTellBy).toBeUndefined()
  expect(watched([booked, kept('8 17:01')], { forecaster: everything }).seen.get(`${ID}#1`)?.atTellBy).toBeDefined()
})

test('a new date is a new promise to look at; the old one is no longer waited for', () => {
  expect(askedOf([booked, moved('5 09:00', '12 17:00')])).toEqual(['1 2 09:00', '2 5 09:00', '2 just before 11 17:00'])
})

test('due when it is made: its tell-by is then too, and what its making says is all there is', () => {
  const { seen, turn } = watched([made('2 09:00', '2 09:00')], { forecaster: everything })
  expect(turn.published.get(ID)?.versions[0]?.state).toBe('broken')
  expect(seen.get(`${ID}#1`)?.atTellBy).toBeDefined()
})

test('heard of only after its tell-by: nobody could have told anything in time, and it is not judged there', () => {
  const late = made('2 09:00', '9 17:00', {}, { heard: '9 08:00' })
  const { seen } = watched([late], { forecaster: everything })
  expect(seen.get(`${ID}#1`)).toMatchObject({ atBirth: { reason: 'fixed' } })
  expect(seen.get(`${ID}#1`)?.atTellBy).toBeUndefined()
})

test('made and kept in one breath: there was nothing to foresee', () => {
  expect(askedOf([booked, kept('2 09:00')])).toEqual([])
})

test('each hand-over of an open promise is looked at, also of one without a due time', () => {
  const ticket = made('2 09:00', '9 17:00', { due: null, owner: 'desk' })
  const facts = [
    ticket,
    handedOver('3 09:00', { to: 'network' }),
    handedOver('4 09:00', { to: 'network' }),
    kept('5 09:00'),
  ]
  const { seen } = watched([...facts, handedOver('6 09:00', { to: 'billing' })], { forecaster: everything })
  expect(seen.get(`${ID}#1`)?.atHandOver.map(({ at }) => clock(at))).toEqual(['3 09:00'])
})

test('only promises of the period are looked at', () => {
  const period = { from: on('2 09:01'), to: on('31 00:00') }
  expect(watched([booked], { forecaster: everything, period }).seen.size).toBe(0)
  expect(watched([booked], { forecaster: everything, period: { ...period, from: on('2 09:00') } }).seen.size).toBe(1)
  expect(watched([booked], { forecaster: everything, period: { from: march.from, to: on('2 09:00') } }).seen.size).toBe(
    0,
  )
})

const hour = fc
  .integer({ min: 0, max: 24 * 12 - 1 })
  .map((n) => `${2 + Math.floor(n / 24)} ${String(n % 24).padStart(2, '0')}:00`)
const someFact = fc
  .tuple(hour, hour, fc.constantFrom('kept', 'broken', 'moved', 'withdrawn', 'progressed', 'handedOver'))
  .map(([time, heard, what], index = 0): Fact => {
    const parts = { id: `${what}${time}${heard}${index}`, heard: on(heard) < on(time) ? time : heard }
    switch (what) {
      case 'kept':
        return kept(time, {}, parts)
      case 'broken':
        return broken(time, {}, parts)
      case 'moved':
        return moved(time, '13 17:00', {}, parts)
      case 'withdrawn':
        return withdrawn(time, {}, parts)
      case 'handedOver':
        return handedOver(time, { to: `silo ${time}` }, parts)
      default:
        return progressed(time, { expected: text('10 09:00') }, parts)
    }
  })
const someFacts = fc.uniqueArray(someFact, { maxLength: 6, selector: ({ id }) => id })

test('law: what is heard from tell-by on changes nothing of what was said before it', () => {
  fc.assert(
    fc.property(someFacts, someFacts, (before, after) => {
      const known = before.filter(({ heard }) => heard < on('8 17:00'))
      const later = after.filter(({ heard, id }) => heard > on('8 17:00') && !known.some((fact) => fact.id === id))
      const said = watched([booked, ...known], { forecaster: everything }).seen.get(`${ID}#1`)
      const saidWithMore = watched([booked, ...known, ...later], { forecaster: everything }).seen.get(`${ID}#1`)
      expect(saidWithMore?.atTellBy).toEqual(said?.atTellBy)
      expect(saidWithMore?.atBirth).toEqual(said?.atBirth)
    }),
  )
})

test('law: a replay that is watched decides the same', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const { turn } = watched([booked, ...facts], { forecaster: everything })
      const alone = replayCustomer({ program: statedProgram, zone: 'UTC', until: on('28 00:00') }, 'c', [
        booked,
        ...facts,
      ])
      expect(turn.decisions).toEqual(alone.decisions)
      expect(turn.changes.map(({ change, at }) => [change.kind, change.version, at])).toEqual(
        alone.changes.map(({ change, at }) => [change.kind, change.version, at]),
      )
    }),
  )
})
