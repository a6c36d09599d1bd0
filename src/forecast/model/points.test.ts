import { expect, test } from 'vitest'
import { days, hours } from '../../core/time/instant.ts'
import { START } from './past.testing.ts'
import { isLastLook, pointsOf } from './points.ts'

const lengthOf = (length: number) => ({
  made: START,
  dueTo: START + length,
  tellBy: START + length - Math.min(days(1), length / 2),
})

test('a long promise is looked at six times, in order', () => {
  expect(pointsOf(lengthOf(days(10))).map(({ point, at }) => [point, (at - START) / days(1)])).toEqual([
    ['made', 0],
    ['half', 4.5],
    ['three-quarters', 6.75],
    ['day-before', 8],
    ['hours-before', 9 - 4 / 24],
    ['tell-by', 9],
  ])
})

test('of a short one only what lies between its making and its tell-by is left', () => {
  expect(pointsOf(lengthOf(days(1))).map(({ point }) => point)).toEqual([
    'made',
    'half',
    'hours-before',
    'three-quarters',
    'tell-by',
  ])
  expect(pointsOf(lengthOf(hours(6))).map(({ point }) => point)).toEqual(['made', 'half', 'three-quarters', 'tell-by'])
})

test('the last look is the one four hours before tell-by, or the making when there is no other', () => {
  const day = lengthOf(days(1))
  expect([START, day.tellBy - hours(4), day.tellBy].map((at) => isLastLook(day, at))).toEqual([false, true, true])
  expect(isLastLook(lengthOf(hours(6)), START)).toBe(true)
})
