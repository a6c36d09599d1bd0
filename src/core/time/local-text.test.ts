import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localFields, localMs } from './civil.ts'
import { formatLocal } from './local-day.ts'
import { compileDateFormat, whyNotLocal } from './local-text.ts'
import type { DateFormat } from './local-text.ts'

function format(pattern: string): DateFormat {
  const compiled = compileDateFormat(pattern)
  return typeof compiled === 'function' ? compiled : expect.fail(compiled.error)
}
const read = (pattern: string, text: string): string | undefined => {
  const local = format(pattern)(text)
  return local === undefined ? undefined : formatLocal(local)
}

test.each([
  ['iso', '2015-01-16', '2015-01-16T00:00:00'],
  ['ISO', '2015-01-16T08:30', '2015-01-16T08:30:00'],
  ['iso', '2015-01-16 08:30:15', '2015-01-16T08:30:15'],
  ['iso', '2015-01-16T08:30:15.1239', '2015-01-16T08:30:15.123'],
  ['D/M/YYYY HH:mm', '29/2/2016 01:16', '2016-02-29T01:16:00'],
  ['D/M/YYYY HH:mm', '09/12/2016 23:59', '2016-12-09T23:59:00'],
  ['M/D/YYYY h:mm A', '1/16/2015 12:05 am', '2015-01-16T00:05:00'],
  ['M/D/YYYY h:mm A', '1/16/2015 12:05 PM', '2015-01-16T12:05:00'],
  ['YYYYMMDD', '20150116', '2015-01-16T00:00:00'],
  ['YYYYMMDDHHmmss', '20150116083015', '2015-01-16T08:30:15'],
  ['DD.MM.YYYY', '16.01.2015', '2015-01-16T00:00:00'],
  ['DD-MMM-YY', '16-Jan-69', '1969-01-16T00:00:00'],
  ['DD-MMM-YY', '16-JAN-68', '2068-01-16T00:00:00'],
  ['D [de] MMM YYYY', '6 de mar 2015', '2015-03-06T00:00:00'],
  ['YYYY-MM-DDTHH:mm:ss.SSS', '2015-01-16T08:30:15.5', '2015-01-16T08:30:15.500'],
])('%s reads %s as %s', (pattern, text, local) => {
  expect(read(pattern, text)).toBe(local)
  expect(whyNotLocal(pattern, text)).toBeUndefined()
})

test.each([
  ['iso', '', 'it is empty'],
  ['iso', '2015-02-31', '2015-02 has no day 31'],
  ['iso', '2015-01-16T25:00', 'there is no hour 25'],
  ['iso', '2015-01-16T08:30:60', 'there is no second 60'],
  ['iso', '2015-01-16T08:30:15Z', 'it carries its own offset'],
  ['iso', '2015-01-16T08:30:15.', 'it ends too early for iso'],
  ['iso', '16.01.2015', 'it does not fit iso from character 1 on'],
  ['iso', '9999-12-31', 'year 9999 lies outside 1900–2200'],
  ['iso', '0001-01-01T00:00:00', 'year 0001 lies outside 1900–2200'],
  ['D/M/YYYY HH:mm', '1/16/2015 08:30', 'there is no month 16'],
  ['D/M/YYYY HH:mm', '16/1/2015', 'it ends too early for D/M/YYYY HH:mm'],
  ['D/M/YYYY HH:mm', '16/1/2015 08:30 ', 'it does not fit D/M/YYYY HH:mm from character 16 on'],
  ['M/D/YYYY h:mm A', '1/16/2015 13:05 PM', 'there is no hour 13 with AM or PM'],
  ['M/D/YYYY h:mm A', '1/16/2015 0:05 AM', 'there is no hour 0 with AM or PM'],
  ['YYYYMMDD', '00000000', 'year 0000 lies outside 1900–2200'],
  ['YYYYMMDD', '2015\u0000116', 'it does not fit YYYYMMDD from character 5 on'],
])('%s refuses %j: %s', (pattern, text, reason) => {
  expect(format(pattern)(text)).toBeUndefined()
  expect(whyNotLocal(pattern, text)?.reason).toBe(reason)
})

test('the mend names what an operator can do', () => {
  const mends = [
    ['iso', '9999-12-31'],
    ['D/M/YYYY', '1/16/2015'],
  ].map(([pattern = '', text = '']) => whyNotLocal(pattern, text)?.mend)
  expect(mends).toEqual([
    "if your system writes this for 'no date', list it under `unknown:`",
    'day and month seem to be swapped: change their order in the format',
  ])
})

test.each([
  ['yyyy-MM-DD', 'the year is YYYY'],
  ['YYYY-MM-dd', 'the day is DD or D; names of weekdays are not read'],
  ['%Y-%m-%d', 'write YYYY-MM-DD HH:mm:ss instead of %-codes'],
  ['YYYY-MM-DD HH:MM', 'the month stands twice; minutes are mm'],
  ['YYYY-mm-DD', 'the month is missing; the month is MM, mm is minutes'],
  ['MM/DD', 'the year is missing'],
  ['YYYY-MM-DD h:mm', 'h needs A for AM or PM; 24 hours are H'],
  ['YYYY-MM-DD HH:mm A', 'A needs h; H has 24 hours'],
  ['YYYY-MM-DD mm', 'the minute stands without the hour'],
  ['YYYY-MM-DDTHH:mmZ', 'a text with its own offset is an instant, not a local time: read it as RFC 3339'],
  ['DMYYYY', 'two numbers touch and one may have one or two digits: use the two-digit form'],
  ['YYYY-MM-DD q', '"q" in "YYYY-MM-DD q" means nothing; put letters of the text into [ ]'],
  ['D'.repeat(100), 'a date format has at most 60 characters'],
])('the format %s cannot be meant: %s', (pattern, error) => {
  expect(compileDateFormat(pattern)).toEqual({ error })
})

const patterns: Readonly<Record<string, (text: string) => string>> = {
  iso: (text) => text,
  'YYYY-MM-DDTHH:mm:ss': (text) => text,
  'D/M/YYYY HH:mm:ss': (text) =>
    `${Number(text.slice(8, 10))}/${Number(text.slice(5, 7))}/${text.slice(0, 4)} ${text.slice(11)}`,
  'DD.MM.YYYY [um] H:m:s': (text) => {
    const [hour, minute, second] = text.slice(11).split(':').map(Number)
    return `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)} um ${hour}:${minute}:${second}`
  },
  'M/D/YYYY hh:mm:ss A': (text) => {
    const hour = Number(text.slice(11, 13))
    const clock = `${String(hour % 12 || 12).padStart(2, '0')}${text.slice(13)} ${hour < 12 ? 'AM' : 'PM'}`
    return `${Number(text.slice(5, 7))}/${Number(text.slice(8, 10))}/${text.slice(0, 4)} ${clock}`
  },
}

test.each(Object.entries(patterns))('law: what is written as %s reads back the same', (pattern, write) => {
  const compiled = format(pattern)
  const seconds = fc.integer({ min: Date.UTC(1900, 0, 1) / 1000, max: Date.UTC(2200, 11, 31, 23, 59, 59) / 1000 })
  fc.assert(
    fc.property(seconds, (second) => {
      expect(compiled(write(formatLocal(second * 1000)))).toBe(second * 1000)
    }),
  )
})

test('law: any text is either read or has a reason, in every format', () => {
  const char = fc.constantFrom(...'0123456789-/:. TAPMjan')
  const near = fc.tuple(
    fc.constantFrom('2015-02-28T23:59:59', '29/2/2016 01:16', '1/16/2015 12:05 PM', '20150116'),
    fc.nat(19),
    char,
  )
  const texts = fc.oneof(
    fc.string(),
    near.map(([text, at, by]) => text.slice(0, at) + by + text.slice(at + 1)),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom('iso', 'D/M/YYYY HH:mm', 'M/D/YYYY h:mm A', 'YYYYMMDD'), (text, pattern) => {
      const local = format(pattern)(text)
      expect(whyNotLocal(pattern, text) === undefined).toBe(local !== undefined)
      if (local !== undefined) expect(localMs(localFields(local))).toBe(local)
    }),
    { numRuns: 30 * (fc.readConfigureGlobal().numRuns ?? 100) },
  )
})

test('a field of 10 MB is refused at once', () => {
  const text = '2015-01-16T08:30:15.'.padEnd(10_000_000, '1')
  expect(format('iso')(text)).toBeUndefined()
  expect(format('YYYY-MM-DDTHH:mm:ss.SSS')(text)).toBeUndefined()
  expect(whyNotLocal('iso', text)?.reason).toBe('it has 10000000 characters')
})
