import { expect, test } from 'vitest'
import { parseInstant } from '../../../time/instant.ts'
import { zone } from '../../../time/zone.ts'
import { frozenHour } from '../testing/frozen.testing.ts'
import { readWish } from './read-wish.ts'

const at = (text: string): number => parseInstant(text) ?? Number.NaN
const read = (words: string, ...languages: readonly string[]) =>
  readWish(words, { ...frozenHour('en'), languages: languages.length === 0 ? ['en'] : languages })
const wish = (words: string, ...languages: readonly string[]) => read(words, ...languages)?.wish

test('a wish is written in our words, the same for the same wish', () => {
  expect(wish('can you come tuesday after 3 instead')).toBe('tue after 15:00')
  expect(wish('Geht auch Dienstag nach 15 Uhr?', 'de')).toBe('tue after 15:00')
  expect(wish('vous pouvez venir mardi après 15h ?', 'fr')).toBe('tue after 15:00')
  expect(wish('next week not monday')).toBe('2026-11-30..2026-12-06 not every mon')
  expect(wish('the 3rd between 9 and 12')).toBe('2026-12-03 after 09:00 until 12:00')
})

test('half 3 is half past two in German and half past three in English', () => {
  expect(wish('thursday half 3')).toBe('thu at 15:30')
  expect(wish('donnerstag halb 3', 'de')).toBe('thu at 14:30')
})

test('11/24 is the 24th of November for Americans; where it can only be one, it is that', () => {
  expect(wish('12/1 please', 'en-US')).toBe('2026-12-01')
  expect(wish('1/12 please', 'en-GB')).toBe('2026-12-01')
  expect(wish('11/24 please', 'en-GB')).toBe('2026-11-24')
})

test('"not before" is from, "not after" is until, and what is denied stands before or after its "not"', () => {
  expect(wish('thursday not before noon')).toBe('thu after 12:00')
  expect(wish('thursday not after 4')).toBe('thu until 16:00')
  expect(wish('dienstag geht nicht', 'de')).toBe('any not every tue')
  expect(wish('no puedo el martes', 'es')).toBe('any not every tue')
})

test('addresses, telephone numbers and codes are no times', () => {
  for (const words of [
    'flat 3, 12 May Street',
    '07700 900123',
    'code 1530',
    'number 24',
    '3',
    'room 3 after the stairs',
  ])
    expect([words, read(words)]).toEqual([words, null])
})

test('what is only half understood is not guessed at', () => {
  for (const words of [
    "I'm at work until 4",
    'dentist tuesday',
    'next friday',
    'wed 2',
    'tuesday if it rains',
    'from tuesday'.padEnd(700, ' x'),
  ])
    expect([words, read(words)]).toEqual([words, null])
})

test('a customer who writes two languages is read in both, their own first', () => {
  expect(wish('jueves por la tarde', 'en', 'es')).toBe('thu after 12:00 begins before 20:00')
  expect(wish('mon', 'en', 'de')).toBe('mon')
})

test('hours are those of the clock on the wall, also on the day it is put back', () => {
  const london = zone('Europe/London') ?? expect.unreachable()
  // 25 October 2026: summer time ends at 01:00 UTC, so 09:00 is 09:00Z there and was 08:00Z the day before.
  const offered = [
    { slot: 'sat', start: at('2026-10-24T08:00:00Z'), end: at('2026-10-24T10:00:00Z') },
    { slot: 'sun', start: at('2026-10-25T09:00:00Z'), end: at('2026-10-25T11:00:00Z') },
  ]
  const context = { offered, zone: london, now: at('2026-10-23T10:00:00Z'), languages: ['en'] }
  expect(readWish('any day between 9 and 11', context)?.slots).toEqual(offered)
  expect(readWish('sunday at 9', context)?.slots).toEqual(offered.slice(1))
})
