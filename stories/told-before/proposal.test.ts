import { expect, test } from 'vitest'
import type { Forecast } from '../../src/forecast/forecast.ts'
import type { Forecaster } from '../../src/forecast/forecaster.ts'
import { at, heard, lived, toldOfProposal, whoHeard, wordsTo } from './proposal.testing.ts'

// Scene 2, the silent slip. A customer whose installation is promised for 2 April asks for a quote on Monday. Sales
// promises the proposal in three business days, and needs an engineer for it, whom operations has to name.
const installation = heard('promise.made', at('02-20', '10:00'), {
  promise: 'o-5512',
  kind: 'installation',
  owner: 'field',
  due: '2026-04-02T15:00:00Z',
})
const asked = heard('quote.requested', at('03-02', '09:30'), { quote: 'q-77' })
const nobodyNamed = [installation, asked]
const tellBy = at('03-04', '17:00')
const nextMonday = at('03-09', '09:00')

test('nobody names the engineer: operations is nudged, then its chain, and the customer is told before tell-by', () => {
  const turn = lived(nobodyNamed, nextMonday)
  expect(whoHeard(turn)).toEqual([
    'Tue 3 Mar 17:00 operations, rung 1: its time has come',
    'Wed 4 Mar 09:00 operations, rung 2: its time has come',
    'Wed 4 Mar 13:00 the customer: operations has not named the engineer; it is due Wed 4 Mar 17:00',
    'Wed 4 Mar 17:00 operations, rung 3: its time has come',
  ])
  const told = turn.decisions.find(({ moment }) => moment === 'keep-informed.proposal.heads_up')
  expect(told?.at).toBeLessThan(tellBy)
})

test('the customer reads sorry, when there is word again, why, what to choose, and that 2 April still stands', () => {
  const whenTold = lived(nobodyNamed, at('03-04', '13:00'))
  expect(wordsTo(whenTold)).toBe(
    'We said your proposal would be with you by Thursday 5 March at 17:00. It will not. Sorry. ' +
      'We do not know the new time yet; you hear from us by Thursday 5 March at 17:00. ' +
      'The reason: operations has not named the engineer; it is due Wed 4 Mar 17:00. ' +
      'Reply with a digit: 1 = I will wait, 2 = please call me. Or tell us here: https://acme.example/q-77. ' +
      'What still stands: installation, Thursday 2 April.',
  )
})

test('the proposal breaks on Thursday, and that break counts as told in time', () => {
  expect(toldOfProposal(lived(nobodyNamed, nextMonday))).toBe('told-in-time')
})

test('when the nudge helps, nobody bothers the customer', () => {
  const named = heard('work.progressed', at('03-04', '10:15'), { quote: 'q-77', step: 'engineer-named' })
  const given = heard('quote.given', at('03-05', '11:00'), { quote: 'q-77', lines: [] })
  const turn = lived([...nobodyNamed, named, given], nextMonday)
  expect(whoHeard(turn).some((line) => line.includes('customer'))).toBe(false)
})

test('when operations itself says that it will be Friday, its chain and the customer hear it at once, with a date', () => {
  const search = { quote: 'q-77', step: 'naming-engineer', expected: '2026-03-06T12:00:00Z' }
  const turn = lived([...nobodyNamed, heard('work.progressed', at('03-03', '11:00'), search)], at('03-03', '12:00'))
  expect(whoHeard(turn)).toEqual([
    'Tue 3 Mar 11:00 operations, rung 2: the silo expects it late',
    'Tue 3 Mar 11:00 the customer: operations has not named the engineer; it is expected Fri 6 Mar 12:00',
  ])
  expect(wordsTo(turn)).toContain('We now expect Saturday 7 March at 12:00.')
})

/** History: two in three proposals that had no engineer by half-way broke; after the engineer it usually takes two hours. */
const learned: Forecaster = {
  model: 'model@1a2b3c',
  says: ({ promise, version, now }): Forecast | null => {
    if (promise.kind !== 'proposal') return null
    const isLate = now - version.made >= (version.tellBy ?? Infinity) - now
    const [level, probability] = isLate ? (['medium', 0.66] as const) : (['none', 0.2] as const)
    const reason = `${Math.round(probability * 100)} % of such broke`
    return { level, probability, expected: null, lateBy: null, reason, facts: [] }
  },
  usualAfter: () => 2 * 3_600_000,
}

test('with a model the customer of an unnamed engineer hears it half-way, since history says so', () => {
  const turn = lived(nobodyNamed, nextMonday, learned)
  expect(whoHeard(turn)[0]).toBe('Tue 3 Mar 13:15 the customer: 66 % of such broke')
  expect(turn.decisions[0]?.modelVersion).toBe('model@1a2b3c')
  expect(toldOfProposal(turn)).toBe('told-in-time')
})

test('with a model that knows that proposals come soon after the engineer, four hours before tell-by is not too late', () => {
  const calm: Forecaster = { ...learned, says: () => null }
  const named = heard('work.progressed', at('03-04', '14:00'), { quote: 'q-77', step: 'engineer-named' })
  const given = heard('quote.given', at('03-04', '16:00'), { quote: 'q-77', lines: [] })
  const turn = lived([...nobodyNamed, named, given], nextMonday, calm)
  expect(whoHeard(turn).some((line) => line.includes('customer'))).toBe(false)
})
