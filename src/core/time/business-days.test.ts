import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addBusinessDays, businessDaysBetween, isBusinessDay, isOpenAt } from './business-days.ts'
import { noHolidays, withHolidaysWritten, workingCalendar } from './calendar.ts'
import type { BusinessCalendar, HolidaySource, WorkingCalendar } from './calendar.ts'
import { parseInstant } from './instant.ts'
import { formatLocal } from './local-day.ts'
import { localKind, toInstant, toLocal } from './local-time.ts'

const boston: BusinessCalendar = { zone: 'America/New_York' }
/** Martin Luther King Jr. Day and Washington's Birthday of 2015. */
const mondays: HolidaySource = (year) => (year === 2015 ? ['2015-01-19', '2015-02-16'] : [])

function given(calendar: BusinessCalendar, holidays: HolidaySource = mondays): WorkingCalendar {
  const ready = workingCalendar(calendar, holidays)
  return 'error' in ready ? expect.fail(ready.error) : ready
}
const office = given(boston)
const at = (local: string): number => toInstant(office.zone, parseInstant(`${local}Z`) ?? expect.fail(local))
const due = (local: string, n: number, calendar = office): string =>
  formatLocal(toLocal(calendar.zone, addBusinessDays(calendar, at(local), n)))

test.each([
  ['2015-01-13T10:00:00', 3, '2015-01-16T17:00:00'], // Tuesday: Wednesday, Thursday, Friday
  ['2015-01-16T10:00:00', 1, '2015-01-20T17:00:00'], // Friday before a holiday Monday
  ['2015-01-16T20:00:00', 1, '2015-01-20T17:00:00'], // after closing time: the same
  ['2015-01-17T10:00:00', 1, '2015-01-20T17:00:00'], // Saturday: Tuesday is day one
  ['2015-01-19T10:00:00', 1, '2015-01-20T17:00:00'], // on the holiday itself
  ['2015-03-06T10:00:00', 1, '2015-03-09T17:00:00'], // over the night the clocks go forward
  ['2015-10-30T10:00:00', 1, '2015-11-02T17:00:00'], // and back
  ['2014-12-31T10:00:00', 2, '2015-01-02T17:00:00'], // over the year
  ['2015-01-16T10:00:00', 0, '2015-01-16T17:00:00'],
  ['2015-01-16T18:00:00', 0, '2015-01-20T17:00:00'],
  ['2015-01-17T10:00:00', 0, '2015-01-20T17:00:00'],
])('from %s, %i business days are due %s', (from, n, expected) => {
  expect(due(from, n)).toBe(expected)
})

test.each([
  ['2015-01-20T17:00:00', -1, '2015-01-16T17:00:00'],
  ['2015-01-20T09:30:00', -2, '2015-01-15T09:30:00'],
  ['2015-01-18T12:00:00', -1, '2015-01-16T12:00:00'], // before a Sunday: Friday
  ['2015-03-09T02:30:00', -1, '2015-03-06T02:30:00'],
])('before %s, %i business days lead back to %s, same clock', (from, n, expected) => {
  expect(due(from, n)).toBe(expected)
})

test('a silo that works other days and hours counts by them', () => {
  const field = given({ ...boston, workingDays: ['sat', 'sun', 'mon'], hours: { from: '07:00', to: '20:30' } })
  expect(due('2015-01-16T10:00:00', 2, field)).toBe('2015-01-18T20:30:00')
  expect(due('2015-01-16T10:00:00', 3, field)).toBe('2015-01-24T20:30:00') // the Monday is a holiday
})

test('days listed closed or open overrule weekday and holiday', () => {
  const listed = given({ ...boston, closed: ['2015-01-27'], open: ['2015-01-19', '2015-01-24'] }) // a blizzard closed Boston
  const days = ['2015-01-27', '2015-01-19', '2015-01-24', '2015-01-25', '2015-01-28', 'no day']
  expect(days.map((day) => isBusinessDay(listed, day))).toEqual([false, true, true, false, true, false])
})

test('open hours are those of business days, both ends included', () => {
  const asked = [
    '2015-01-16T08:59:59',
    '2015-01-16T09:00:00',
    '2015-01-16T17:00:00',
    '2015-01-16T17:00:01',
    '2015-01-17T12:00:00',
  ]
  expect(asked.map((local) => isOpenAt(office, at(local)))).toEqual([false, true, true, false, false])
})

const instants = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2100, 0, 1) })
const counts = fc.integer({ min: 1, max: 60 })

test('law: n business days lie between an instant and its due, both ways', () => {
  fc.assert(
    fc.property(instants, counts, (instant, n) => {
      expect(businessDaysBetween(office, instant, addBusinessDays(office, instant, n))).toBe(n)
      const back = addBusinessDays(office, instant, -n)
      fc.pre(localKind(office.zone, toLocal(office.zone, instant)) === 'plain')
      expect(businessDaysBetween(office, instant, back)).toBe(-n)
      expect(back).toBeLessThan(instant)
    }),
  )
})

test('law: a due lies on a business day at closing time, later starts are never due earlier', () => {
  fc.assert(
    fc.property(instants, fc.nat(20 * 86_400_000), fc.integer({ min: 0, max: 30 }), (instant, later, n) => {
      const first = addBusinessDays(office, instant, n)
      expect(isOpenAt(office, first)).toBe(true)
      expect(formatLocal(toLocal(office.zone, first)).slice(11)).toBe('17:00:00')
      expect(first).toBeGreaterThanOrEqual(instant)
      expect(addBusinessDays(office, instant + later, n)).toBeGreaterThanOrEqual(first)
    }),
  )
})

test('law: a calendar with its holidays written out answers the same without the library', () => {
  const given2015 = { ...boston, open: ['2015-01-19'] }
  const written = withHolidaysWritten(given2015, mondays, { first: 2014, last: 2016 })
  expect(written).toEqual({ zone: 'America/New_York', open: ['2015-01-19'], closed: ['2015-02-16'] })
  const [live, stored] = [given(given2015), given(written, noHolidays)]
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2014, 0, 9), max: Date.UTC(2016, 10, 1) }), counts, (instant, n) => {
      expect(addBusinessDays(stored, instant, n)).toBe(addBusinessDays(live, instant, n))
    }),
  )
})

test('a year of holidays is asked for once, and only when one of its days is', () => {
  const asked: number[] = []
  const counted = given(boston, (year) => (asked.push(year), []))
  expect(asked).toEqual([])
  addBusinessDays(counted, at('2015-12-30T10:00:00'), 5)
  addBusinessDays(counted, at('2015-12-30T10:00:00'), 5)
  expect(asked).toEqual([2015, 2016])
})

test('half a business day and a calendar that never opens are mistakes, told at once', () => {
  expect(() => addBusinessDays(office, at('2015-01-16T10:00:00'), 0.5)).toThrow('business days are whole: 0.5')
  const never = given(boston, (year) =>
    Array.from({ length: 366 }, (_, k) => formatLocal(Date.UTC(year, 0, 1 + k)).slice(0, 10)),
  )
  expect(() => addBusinessDays(never, at('2015-01-16T10:00:00'), 1)).toThrow(
    /^no business day within 1001 days of 2015-01-16$/,
  )
})

test.each([
  [{ zone: 'Boston' }, /^zone: "Boston" is no time zone/],
  [{ ...boston, workingDays: [] }, /^workingDays: at least one/],
  [{ ...boston, hours: { from: '9', to: '17:00' } }, /^hours: write both as 09:00/],
  [{ ...boston, hours: { from: '17:00', to: '09:00' } }, /^hours: `to` lies after `from`/],
  [{ ...boston, hours: { from: '00:00', to: '24:00' } }, /at the latest at 23:59/],
  [{ ...boston, closed: ['19.1.2015'] }, /^closed, open: "19.1.2015" is no day/],
  [{ ...boston, closed: ['2015-01-19'], open: ['2015-01-19'] }, /2015-01-19 stands in both/],
])('the calendar %j is refused', (calendar, error) => {
  expect(workingCalendar(calendar, noHolidays)).toEqual({ error: expect.stringMatching(error) })
})
