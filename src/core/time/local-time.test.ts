import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { DAY_MS, dayOf, localFields } from './civil.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { formatLocal } from './local-day.ts'
import { atClock, localKind, startOfDay, toInstant, toLocal } from './local-time.ts'
import { offsetAt, zone } from './zone.ts'
import type { Zone } from './zone.ts'

const given = (name: string): Zone => zone(name) ?? expect.fail(`no zone ${name}`)
const at = (text: string): number => parseInstant(text) ?? expect.fail(text)
const local = (text: string): number => at(`${text}Z`)

const names = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Pacific/Apia', // left out 30 December 2011
  'America/Caracas', // half an hour, 2007 and 2016
]

/** Changes are rare: fifteen times the usual number, so that `test:long` scales it too. */
const runs = 15 * (fc.readConfigureGlobal().numRuns ?? 100)
const from = Date.UTC(1970, 0, 1)
const to = Date.UTC(2100, 11, 31)

/** Where errors would be: the changes themselves, by the oracle. */
function changesOf(name: string): readonly number[] {
  const changes: number[] = []
  let here: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(name)
  while (here !== null && here.epochMilliseconds < to) {
    changes.push(here.epochMilliseconds)
    here = here.getTimeZoneTransition('next')
  }
  return changes
}

const uniform = fc.integer({ min: from, max: to })
const nearChange = (name: string): fc.Arbitrary<number> =>
  fc
    .tuple(fc.constantFrom(...changesOf(name)), fc.integer({ min: -30 * 3_600_000, max: 30 * 3_600_000 }))
    .map(([change, away]) => change + away)

const zoned = (name: string, instant: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name)

function oracleKind(name: string, plain: Temporal.PlainDateTime): string {
  const early = plain.toZonedDateTime(name, { disambiguation: 'earlier' })
  const late = plain.toZonedDateTime(name, { disambiguation: 'later' })
  if (early.epochMilliseconds === late.epochMilliseconds) return 'plain'
  return early.toPlainDateTime().equals(plain) ? 'overlap' : 'gap'
}

test.each(names)('law: instants and wall clocks of %s agree with Temporal, 1970–2100', (name) => {
  const here = given(name)
  fc.assert(
    fc.property(fc.oneof(uniform, nearChange(name)), (instant) => {
      expect(offsetAt(here, instant)).toBe(zoned(name, instant).offsetNanoseconds / 1e6)
      expect(startOfDay(here, instant)).toBe(zoned(name, instant).startOfDay().epochMilliseconds)
    }),
    { numRuns: runs },
  )
  fc.assert(
    fc.property(fc.oneof(uniform, nearChange(name)), (reading) => {
      const plain = Temporal.PlainDateTime.from(formatLocal(reading))
      expect(toInstant(here, reading)).toBe(plain.toZonedDateTime(name).epochMilliseconds)
      expect(localKind(here, reading)).toBe(oracleKind(name, plain))
    }),
    { numRuns: runs },
  )
})

test.each(names)('law: in %s a wall clock that is not left out reads the same when asked back', (name) => {
  const here = given(name)
  fc.assert(
    fc.property(fc.oneof(uniform, nearChange(name)), (reading) => {
      fc.pre(localKind(here, reading) !== 'gap')
      expect(toLocal(here, toInstant(here, reading))).toBe(reading)
    }),
  )
})

test.each([
  // spring: the reading never comes and moves forward by the gap
  ['America/New_York', '2015-03-08T02:30:00', 'gap', '2015-03-08T07:30:00Z'],
  ['Europe/London', '2015-03-29T01:30:00', 'gap', '2015-03-29T01:30:00Z'],
  ['Australia/Lord_Howe', '2015-10-04T02:15:00', 'gap', '2015-10-03T15:45:00Z'],
  // autumn: the reading comes twice and the earlier is meant
  ['America/New_York', '2015-11-01T01:30:00', 'overlap', '2015-11-01T05:30:00Z'],
  ['Europe/London', '2015-10-25T01:30:00', 'overlap', '2015-10-25T00:30:00Z'],
  ['Australia/Lord_Howe', '2015-04-05T01:45:00', 'overlap', '2015-04-04T14:45:00Z'],
  // their edges
  ['America/New_York', '2015-03-08T01:59:59', 'plain', '2015-03-08T06:59:59Z'],
  ['America/New_York', '2015-03-08T02:00:00', 'gap', '2015-03-08T07:00:00Z'],
  ['America/New_York', '2015-03-08T03:00:00', 'plain', '2015-03-08T07:00:00Z'],
  ['America/New_York', '2015-11-01T02:00:00', 'plain', '2015-11-01T07:00:00Z'],
  // clocks stop for Ramadan: forward in May 2019, back in June
  ['Africa/Casablanca', '2019-05-05T02:30:00', 'overlap', '2019-05-05T01:30:00Z'],
  ['Africa/Casablanca', '2019-06-09T02:30:00', 'gap', '2019-06-09T02:30:00Z'],
  ['Asia/Kolkata', '2015-03-29T02:30:00', 'plain', '2015-03-28T21:00:00Z'],
])('%s %s is %s and means %s', (name, reading, kind, instant) => {
  expect(localKind(given(name), local(reading))).toBe(kind)
  expect(formatInstant(toInstant(given(name), local(reading)))).toBe(instant)
})

test('a reading may be given by its fields', () => {
  const fields = { year: 2015, month: 1, day: 16, hour: 8, minute: 30, second: 0 }
  expect(formatInstant(toInstant(given('America/New_York'), fields))).toBe('2015-01-16T13:30:00Z')
  expect(localFields(toLocal(given('America/New_York'), at('2015-01-16T13:30:00Z')))).toEqual({
    ...fields,
    millisecond: 0,
  })
})

test('the evening before keeps its clock although the clocks change in the night', () => {
  const visit = at('2015-03-08T13:00:00Z') // 09:00 in New York, the morning after the change
  expect(formatInstant(atClock(given('America/New_York'), visit, { days: -1, clock: '17:00' }))).toBe(
    '2015-03-07T22:00:00Z',
  )
  expect(formatInstant(atClock(given('America/New_York'), visit, { days: 0, clock: '07:30' }))).toBe(
    '2015-03-08T11:30:00Z',
  )
  expect(() => atClock(given('America/New_York'), visit, { days: 0, clock: '7.30' })).toThrow(RangeError)
})

test('where the clock jumps over midnight the day begins at the jump', () => {
  const noon = at('2018-11-04T15:00:00Z')
  expect(formatInstant(startOfDay(given('America/Sao_Paulo'), noon))).toBe('2018-11-04T03:00:00Z')
  // Toronto 1919: 23:30 became 00:30
  expect(formatInstant(startOfDay(given('America/Toronto'), at('1919-03-31T16:00:00Z')))).toBe('1919-03-31T04:30:00Z')
})

test('a day has 23, 24 or 25 hours from its start to the next', () => {
  const hoursOf = (text: string): number => {
    const start = startOfDay(given('America/New_York'), at(text))
    return (startOfDay(given('America/New_York'), start + 1.5 * DAY_MS) - start) / 3_600_000
  }
  expect(['2015-03-08T16:00:00Z', '2015-07-01T16:00:00Z', '2015-11-01T16:00:00Z'].map(hoursOf)).toEqual([23, 24, 25])
  expect(dayOf(toLocal(given('America/New_York'), at('2015-01-16T03:00:00Z')))).toBe(
    dayOf(local('2015-01-15T00:00:00')),
  )
})
