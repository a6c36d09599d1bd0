import { expect, test } from 'vitest'
import type { HolidayPlace } from './calendar.ts'
import { loadHolidays } from './holidays.ts'

async function days(place: HolidayPlace, year: number): Promise<readonly string[]> {
  const source = await loadHolidays(place)
  return typeof source === 'function' ? source(year) : expect.fail(source.error)
}

test('Massachusetts keeps Patriots’ Day, the country does not', async () => {
  expect(await days({ country: 'US', state: 'MA' }, 2015)).toContain('2015-04-20')
  expect(await days({ country: 'US' }, 2015)).not.toContain('2015-04-20')
})

test('New Year 2022 is observed on the last day of 2021, and counts for that year', async () => {
  expect(await days({ country: 'US' }, 2021)).toContain('2021-12-31')
  expect((await days({ country: 'US' }, 2022)).every((day) => day.startsWith('2022-'))).toBe(true)
})

test('a feast over the turn of the year closes January too', async () => {
  expect(await days({ country: 'SA' }, 2007)).toEqual(expect.arrayContaining(['2007-01-01', '2007-01-02']))
})

test('Scotland and England differ on 2 January', async () => {
  expect(await days({ country: 'GB', state: 'SCT' }, 2020)).toContain('2020-01-02')
  expect(await days({ country: 'GB', state: 'ENG' }, 2020)).not.toContain('2020-01-02')
})

test('feasts of several days close each of them, an afternoon off closes none', async () => {
  const turkey = await days({ country: 'TR' }, 2021)
  expect(turkey).toEqual(expect.arrayContaining(['2021-07-20', '2021-07-21', '2021-07-22', '2021-07-23']))
  expect(await days({ country: 'CN' }, 2021)).not.toContain('2021-03-08')
  // Easter Sunday is 25 hours long in Australia
  expect((await days({ country: 'AU' }, 2026)).filter((day) => day >= '2026-04-05' && day <= '2026-04-07')).toEqual([
    '2026-04-05',
    '2026-04-06',
  ])
})

test.each([
  [{ country: 'XX' }, /^country: "XX" is none/],
  [{ country: '__proto__' }, /^country: /],
  [{ country: 'US', state: 'ZZ' }, /^state: US has no "ZZ"; write one of AL, /],
  [{ country: 'US', state: 'MA', region: 'ZZ' }, /^region: US-MA has no "ZZ"/],
  [{ country: 'US', region: 'ZZ' }, /^region: it needs a state/],
])('%j is refused instead of keeping no or other holidays', async (place, error) => {
  expect(await loadHolidays(place)).toEqual({ error: expect.stringMatching(error) })
})
