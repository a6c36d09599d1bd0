import { expect, test } from 'vitest'
import {
  broken,
  credited,
  disputed,
  kept,
  made,
  promiseAt,
  promiseOf,
  standing,
  statedRule,
  withdrawn,
} from '../promise.testing.ts'
import { given } from '../../fact/fact.testing.ts'
import { isOutstanding } from '../customer-promise.ts'

const booked = made('2 09:00', '5 17:00')
const withGrace = { ...statedRule, grace: 90 * 60_000 }
const stands = (now: string, ...facts: Parameters<typeof promiseAt>[1]) => standing(promiseAt(now, facts))

test('it came in time: kept, at the very due time too', () => {
  expect(stands('9 00:00', booked, kept('4 10:00'))).toEqual(['kept 4 10:00'])
  expect(stands('9 00:00', booked, kept('5 17:00'))).toEqual(['kept 5 17:00'])
})

test('nothing came: broken at its due time, whoever asks when', () => {
  expect(stands('5 17:00', booked)).toEqual(['open'])
  expect(stands('5 17:01', booked)).toEqual(['broken 5 17:00'])
  expect(stands('30 00:00', booked)).toEqual(['broken 5 17:00'])
})

test('it came late: broken at its due time and cured when it came', () => {
  expect(stands('9 00:00', booked, kept('6 10:00'))).toEqual(['broken 5 17:00 cured 6 10:00'])
})

test('grace delays the settling, not the date it settles at', () => {
  expect(standing(promiseAt('5 18:30', [booked], withGrace))).toEqual(['open'])
  expect(standing(promiseAt('5 18:31', [booked], withGrace))).toEqual(['broken 5 17:00'])
})

test('evidence within the grace that says “late” breaks it all the same', () => {
  expect(standing(promiseAt('5 17:31', [booked, kept('5 17:30')], withGrace))).toEqual(['broken 5 17:00 cured 5 17:30'])
})

test('a broken promise is outstanding until it is cured, by the thing itself or by something else', () => {
  const late = promiseAt('6 00:00', [booked])
  expect(late.versions.map(isOutstanding)).toEqual([true])
  const credit = promiseAt('9 00:00', [booked, credited('7 10:00')])
  expect(standing(credit)).toEqual(['broken 5 17:00 cured 7 10:00'])
  expect(credit.versions.map(isOutstanding)).toEqual([false])
})

test('cured once, it stays cured at that time', () => {
  expect(stands('9 00:00', booked, credited('6 10:00'), kept('7 10:00'))).toEqual(['broken 5 17:00 cured 6 10:00'])
})

test('a cure before the break cures nothing', () => {
  expect(stands('9 00:00', booked, credited('4 10:00'))).toEqual(['broken 5 17:00'])
})

test('nothing is made good before it broke, whatever the clocks of two silos say', () => {
  expect(stands('9 00:00', broken('2 07:00'), kept('2 08:00'), booked)).toEqual(['broken 2 09:00 cured 2 09:00'])
})

test('a silo says it will not hold: broken when it said so, with its cause', () => {
  const promise = promiseAt('9 00:00', [booked, broken('4 10:00', { cause: 'missing-part' })])
  expect(standing(promise)).toEqual(['broken 4 10:00'])
  expect(promise.versions[0]?.cause).toBe('missing-part')
})

test('a cause named after the promise ran out is kept; a second cause changes nothing', () => {
  const causes = [broken('6 10:00', { cause: 'late' }), broken('7 10:00', { cause: 'conduct' })]
  expect(promiseAt('9 00:00', [booked, ...causes]).versions).toMatchObject([{ state: 'broken', cause: 'late' }])
})

test('what was kept is not broken by a later word', () => {
  expect(stands('9 00:00', booked, kept('4 10:00'), broken('4 11:00'))).toEqual(['kept 4 10:00'])
})

test('the customer no longer wants it: withdrawn, and kept no more', () => {
  expect(stands('9 00:00', booked, withdrawn('4 10:00'))).toEqual(['withdrawn 4 10:00'])
  expect(stands('9 00:00', booked, withdrawn('4 10:00'), kept('4 11:00'))).toEqual(['withdrawn 4 10:00'])
})

test('withdrawn after a break, it stays broken but is owed no longer', () => {
  expect(stands('9 00:00', booked, withdrawn('6 10:00'))).toEqual(['broken 5 17:00 cured 6 10:00'])
})

test('a settled promise may be disputed, and is settled again by what comes then', () => {
  expect(stands('9 00:00', booked, kept('4 10:00'), disputed('4 12:00'))).toEqual(['disputed 4 12:00'])
  expect(stands('9 00:00', booked, kept('4 10:00'), disputed('4 12:00'), kept('5 09:00'))).toEqual(['kept 5 09:00'])
  expect(stands('9 00:00', booked, kept('4 10:00'), disputed('4 12:00'), broken('5 09:00'))).toEqual(['broken 5 09:00'])
  expect(stands('9 00:00', booked, kept('4 10:00'), disputed('4 12:00'), kept('6 09:00'))).toEqual([
    'broken 5 17:00 cured 6 09:00',
  ])
})

test('disputed, a promise may be withdrawn; a dispute takes back that it was made good', () => {
  expect(stands('9 00:00', booked, disputed('4 12:00'), withdrawn('5 09:00'))).toEqual(['withdrawn 5 09:00'])
  expect(stands('9 00:00', booked, kept('6 10:00'), disputed('6 12:00'))).toEqual(['disputed 6 12:00'])
  expect(promiseOf([booked, kept('6 10:00'), disputed('6 12:00')]).versions).toMatchObject([{ curedAt: null }])
})

test('a disputed promise does not run out: it counts neither as kept nor as broken', () => {
  expect(stands('30 00:00', booked, disputed('4 12:00'))).toEqual(['disputed 4 12:00'])
})

test('closed on paper only: counted beside, with the settlement it has', () => {
  const paper = { without_work: true }
  expect(promiseAt('9 00:00', [booked, kept('4 10:00', paper)]).versions).toMatchObject([
    { state: 'kept', withoutWork: true },
  ])
  expect(promiseAt('9 00:00', [booked, kept('6 10:00', paper)]).versions).toMatchObject([
    { state: 'broken', withoutWork: true },
  ])
  expect(promiseAt('9 00:00', [booked, broken('4 10:00', paper)]).versions).toMatchObject([
    { state: 'broken', withoutWork: true },
  ])
  expect(promiseAt('9 00:00', [booked, broken('6 10:00', paper)]).versions).toMatchObject([
    { state: 'broken', withoutWork: true },
  ])
  expect(promiseAt('9 00:00', [booked, kept('6 10:00'), kept('6 11:00', paper)]).versions).toMatchObject([
    { state: 'broken', withoutWork: false },
  ])
})

test('without a due time only a silo’s word settles it', () => {
  const ticket = given('promise.made', '2 09:00', { promise: 'p' })
  expect(stands('9 00:00', ticket, kept('8 10:00'))).toEqual(['kept 8 10:00'])
  expect(stands('9 00:00', ticket, broken('8 10:00'))).toEqual(['broken 8 10:00'])
})

test('every settlement carries its evidence', () => {
  const [version] = promiseOf([booked, kept('6 10:00')]).versions
  expect(version?.evidence.map(({ fact, as }) => `${as}: ${fact}`)).toEqual([
    'made: crm promise.made@2 09:00',
    'kept: crm promise.kept@6 10:00',
  ])
})
