import { expect, test } from 'vitest'
import { given, on } from '../fact/fact.testing.ts'
import { made, promiseOf } from './promise.testing.ts'
import { toldOf, type Told } from './told.ts'

const [version] = promiseOf([made('2 09:00', '5 17:00')]).versions
const told = (...left: readonly string[]): Told | undefined => version && toldOf(version, left.map(on))

test('word before tell-by is in time, at tell-by it is late', () => {
  expect(told('4 16:59')).toBe('told-in-time')
  expect(told('4 17:00')).toBe('told-late')
})

test('word before the due time is late, at the due time it is silence', () => {
  expect(told('5 16:59')).toBe('told-late')
  expect(told('5 17:00')).toBe('silent')
})

test('no word at all is silence', () => {
  expect(told()).toBe('silent')
})

test('the first word counts, in whatever order they are listed', () => {
  expect(told('5 16:00', '4 09:00', '6 09:00')).toBe('told-in-time')
})

test('without a due time nobody can say', () => {
  const [ticket] = promiseOf([given('promise.made', '2 09:00', { promise: 'p' })]).versions
  expect(ticket && toldOf(ticket, [on('3 09:00')])).toBe('unknown')
})
