import { expect, test } from 'vitest'
import { kept, made, moved, promiseOf, rejected } from './promise.testing.ts'
import { slipsUpTo } from './slips.ts'

const booked = made('2 09:00', '9 17:00')
const first = moved('3 09:00', '10 17:00')
const second = moved('4 09:00', '11 17:00')

test('each date the company moved by itself is a slip', () => {
  expect(slipsUpTo(promiseOf([booked, first]), 2)).toBe(1)
  expect(slipsUpTo(promiseOf([booked, first, second]), 3)).toBe(2)
  expect(slipsUpTo(promiseOf([booked]), 1)).toBe(0)
})

test('what the customer asked for is none, and neither is what is owed once more', () => {
  const asked = moved('3 09:00', '10 17:00', { asked_by: 'customer' }, { origin: 'person' })
  expect(slipsUpTo(promiseOf([booked, asked]), 2)).toBe(0)
  expect(slipsUpTo(promiseOf([booked, asked, second]), 3)).toBe(1)
  const again = rejected('5 09:00', { due: '2026-03-12T17:00:00Z' })
  expect(slipsUpTo(promiseOf([booked, first, kept('4 12:00'), again]), 3)).toBe(0)
})
