import { expect, test } from 'vitest'
import { minutes } from '../../core/time/instant.ts'
import { openTries, placesOf } from './tries.ts'

const now = Date.UTC(2026, 2, 9, 9)

test('whoever tries thirty links that nobody has waits a quarter of an hour; the neighbours do not', () => {
  const tries = openTries()
  for (let n = 0; n < 30; n += 1) tries.wrongToken('192.0.2.7', now)
  expect(tries.isBlocked('192.0.2.7', now)).toBe(true)
  expect(tries.isBlocked('192.0.2.8', now)).toBe(false)
  expect(tries.isBlocked('192.0.2.7', now + minutes(15))).toBe(false)
})

test('a whole network that tries is held off together', () => {
  const tries = openTries()
  for (let n = 0; n < 300; n += 1) tries.wrongToken(`192.0.2.${n % 100}`, now)
  expect([tries.isBlocked('192.0.2.250', now), tries.isBlocked('192.0.3.1', now)]).toEqual([true, false])
})

test('10,000 tries call a person once, and what is remembered stays small', () => {
  const tries = openTries()
  const called = Array.from({ length: 10_000 }, (_, n) => tries.wrongToken(`10.${n >> 8}.${n & 255}.1`, now + n * 10))
  expect(called.filter(Boolean)).toHaveLength(1)
  const before = process.memoryUsage().heapUsed
  for (let n = 0; n < 200_000; n += 1) tries.wrongToken(`2001:db8:${n.toString(16)}::1`, now + n)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000)
})

test('an address of version 6 counts as its house', () => {
  expect(placesOf('2001:db8:1:2:3:4:5:6')).toEqual(['2001:db8:1:2/64', '2001:db8:1/48'])
  expect(placesOf('2001:db8::6')).toEqual(['2001:db8:0:0/64', '2001:db8:0/48'])
  expect(placesOf('::ffff:192.0.2.7')).toEqual(['192.0.2.7', '192.0.2.'])
})

test('five wrong answers close a link’s details for a day', () => {
  const tries = openTries()
  for (let n = 0; n < 5; n += 1) {
    expect(tries.mayUnlock('l-1', now)).toBe(true)
    tries.wrongUnlock('l-1', now)
  }
  expect([tries.mayUnlock('l-1', now), tries.mayUnlock('l-2', now)]).toEqual([false, true])
  expect(tries.mayUnlock('l-1', now + minutes(24 * 60))).toBe(true)
})
