import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { standing } from '../../core/promise/promise.testing.ts'
import { decisionsOf, programOf, publishedOf, runUntil } from '../program.testing.ts'
import type { Program } from '../program.ts'

const version = (says: string, moments = ''): string => `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: repair.booked }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: repair.done }
${says}${moments}`
const grace = (long: string): string => version(`    grace: ${long}\n`)
const window = { start: text('9 08:00'), end: text('9 12:00') }
const booked = (time: string, visit = 'v', heard = time): Fact =>
  given('repair.booked', time, { visit, window }, { id: `${visit}@${time}`, heard })
const about = (type: string, time: string, data: FactData = {}): Fact => given(type, time, { visit: 'v', ...data })

/** `v: broken 9 12:00`, for each promise, with whose word it is judged by: the place of the version among those given. */
const stands = (until: string, program: Program, ...facts: readonly Fact[]): readonly string[] =>
  [...runUntil(until, program, facts).published.values()].map((each) => `${each.key}: ${standing(each).join(', ')}`)
const makers = (program: Program, ...facts: readonly Fact[]): readonly string[] =>
  [...runUntil('20 00:00', program, facts).published.values()].map(({ playbookVersion }) => playbookVersion)
const nameOf = (written: string): string | undefined => programOf(written).rules.get('test.visit')?.versions[0].version

const tighter = publishedOf(['1 00:00', grace('90m')], ['5 00:00', grace('30m')])

test('a promise made under version 1 with grace 90m is still judged by 90m after version 2 says 30m', () => {
  expect(stands('9 13:29', tighter, booked('2 09:00'))).toEqual(['v: open'])
  expect(stands('9 13:30', tighter, booked('2 09:00'))).toEqual(['v: broken 9 12:00'])
  expect(stands('9 12:29', tighter, booked('5 00:00'))).toEqual(['v: open'])
  expect(stands('9 12:30', tighter, booked('5 00:00'))).toEqual(['v: broken 9 12:00'])
})

test('a booking that was true under version 1 is judged by version 1, however late it is heard', () => {
  expect(stands('9 13:29', tighter, booked('4 23:59', 'v', '6 00:00'))).toEqual(['v: open'])
})

test('what was true before anything was published is judged by the first version', () => {
  const late = publishedOf(['4 00:00', grace('90m')], ['5 00:00', grace('30m')])
  expect(stands('9 13:00', late, booked('2 09:00'))).toEqual(['v: open'])
})

test('a promise names the version that made it', () => {
  const facts = [booked('2 09:00', 'v'), booked('6 09:00', 'w')]
  expect(makers(tighter, ...facts)).toEqual([nameOf(grace('90m')), nameOf(grace('30m'))])
})

test('a kind dropped in version 2 still settles what version 1 promised, and promises nothing new', () => {
  const dropped = publishedOf(['1 00:00', version('')], ['5 00:00', version('').replace('  visit:', '  other:')])
  const facts = [booked('2 09:00', 'v'), booked('6 09:00', 'w')]
  expect(stands('10 00:00', dropped, ...facts, about('repair.done', '9 09:00'))).toEqual([
    'v: kept 9 09:00',
    'w: broken 9 12:00',
  ])
  const ids = [...runUntil('10 00:00', dropped, facts).published.keys()]
  expect(ids).toEqual(['test.visit/v', 'test.other/w'])
})

test('a kind that is new in version 2 is promised by nothing that was true before', () => {
  const fresh = publishedOf(['1 00:00', version('').replace('  visit:', '  other:')], ['5 00:00', version('')])
  expect([...runUntil('20 00:00', fresh, [booked('4 23:59')]).published.keys()]).toEqual(['test.other/v'])
})

test('a fact that keeps, moves, disputes, reopens or cures does so by the rule that made the promise, and by no other', () => {
  const rich = version(
    '    moved-by: { fact: repair.moved }\n    disputed-by: { fact: repair.not-done }\n    reopened-by: { fact: repair.again }\n    cured-by: { fact: repair.paid }\n',
  )
  const bare = version('').replace('repair.done }', 'repair.left }')
  const program = publishedOf(['1 00:00', rich], ['5 00:00', bare])
  const later = { start: text('12 08:00'), end: text('12 12:00') }
  const facts = [
    about('repair.left', '6 08:00'),
    about('repair.moved', '6 09:00', { window: later }),
    about('repair.done', '7 09:00'),
    about('repair.not-done', '7 10:00'),
    about('repair.again', '8 09:00', { window: later }),
    about('repair.paid', '13 09:00'),
  ]
  expect(stands('20 00:00', program, booked('2 09:00'), ...facts)).toEqual([
    'v: broken 6 09:00 cured 7 09:00, disputed 7 10:00, broken 12 12:00 cured 13 09:00',
  ])
  expect(stands('20 00:00', program, booked('5 09:00'), ...facts)).toEqual(['v: kept 6 08:00'])
})

test('made once more under version 2 it is the same promise, and version 1 says when it is due', () => {
  const day = version('').replace(
    '{ from: { cel: data.window.start }, to: { cel: data.window.end } }',
    '{ to: { within: 24h } }',
  )
  const program = publishedOf(['1 00:00', version('')], ['5 00:00', day])
  const { published } = runUntil('8 00:00', program, [booked('2 09:00'), booked('6 09:00')])
  expect([...published.values()].map((each) => each.versions.map(({ dueTo }) => dueTo))).toEqual([[on('9 12:00')]])
})

test('what version 2 would have made before it was published does not move what it makes', () => {
  const only = (what: string): string =>
    version('').replace('repair.booked }', `repair.booked, when: 'data.what == "${what}"' }`)
  const program = publishedOf(['1 00:00', only('kitchen')], ['5 00:00', only('bath')])
  const bath = (time: string, end: string): Fact =>
    given('repair.booked', time, { visit: 'v', window: { ...window, end: text(end) }, what: 'bath' }, { id: time })
  const facts = [bath('2 09:00', '9 11:00'), bath('5 09:00', '9 12:00')]
  expect(stands('6 00:00', program, ...facts)).toEqual(['v: open'])
  expect(makers(program, ...facts)).toEqual([nameOf(only('bath'))])
})

test('another key in version 2 finds its own promises; those of version 1 keep theirs', () => {
  const program = publishedOf(['1 00:00', version('')], ['5 00:00', version('').replaceAll('data.visit', 'data.order')])
  const of = (type: string, time: string): Fact =>
    given(type, time, { visit: 'v', order: 'o', window }, { id: `${type}${time}` })
  expect(stands('8 00:00', program, of('repair.booked', '2 09:00'), of('repair.done', '6 09:00'))).toEqual([
    'v: kept 6 09:00',
  ])
  expect(stands('8 00:00', program, of('repair.booked', '5 09:00'), of('repair.done', '6 09:00'))).toEqual([
    'o: kept 6 09:00',
  ])
})

const reminder = (id: string, clock: string): string =>
  `    moments: [{ id: ${id}, at: { before: due.from, days: 1, clock: "${clock}" }, say: reminder }]\n`

test('a new version’s moment speaks for an old promise, and a dropped one says nothing any more', () => {
  const program = publishedOf(
    ['1 00:00', version('', reminder('day_before', '17:00'))],
    ['5 00:00', version('    grace: 30m\n', reminder('evening', '19:00'))],
  )
  expect(decisionsOf(runUntil('10 00:00', program, [booked('2 09:00')]))).toEqual([
    '8 19:00 evening said: its time has come',
  ])
})

test('a version that leaves a kind as it was goes on with the same rule: facts are not looked at twice', () => {
  const one = version('', reminder('day_before', '17:00'))
  const two = version('', reminder('day_before', '18:00'))
  const program = publishedOf(['1 00:00', one], ['5 00:00', two])
  expect(program.clauses.get('repair.booked')).toHaveLength(1)
  expect(makers(program, booked('2 09:00', 'v'), booked('6 09:00', 'w'))).toEqual([nameOf(one), nameOf(two)])
})

test('a kind that comes back after it was dropped promises again from then on', () => {
  const gone = version('').replace('  visit:', '  other:')
  const program = publishedOf(['1 00:00', version('')], ['3 00:00', gone], ['5 00:00', version('')])
  const facts = [booked('2 09:00', 'v'), booked('4 09:00', 'w'), booked('6 09:00', 'x')]
  expect([...runUntil('8 00:00', program, facts).published.keys()]).toEqual([
    'test.visit/v',
    'test.other/w',
    'test.visit/x',
  ])
})

test('another working week in version 2 leaves the dates of version 1 as they were promised', () => {
  const week = (days: string): string =>
    `${version('').replace('{ from: { cel: data.window.start }, to: { cel: data.window.end } }', '{ to: { business-days: 1 } }')}calendars: { default: { zone: UTC, days: [${days}] } }\n`
  const program = publishedOf(['1 00:00', week('mon, tue, wed, thu, fri')], ['5 00:00', week('mon')])
  const { published } = runUntil('8 00:00', program, [booked('2 09:00', 'v'), booked('5 09:00', 'w')])
  const dues = [...published.values()].map(({ versions }) => versions[0]?.dueTo)
  expect(dues.map((due) => (due ?? 0) < on('4 00:00'))).toEqual([true, false])
})

test('a check of a standing promise belongs to the version that made the whole', () => {
  const price = (grace: string): string =>
    version('').replace(
      'kept-by: { fact: repair.done }',
      `grace: ${grace}\n    standing: { per: bill.printed, key: data.bill, check: bill-matches-quote }`,
    )
  const program = publishedOf(['1 00:00', price('1h')], ['5 00:00', price('2h')])
  const bill = about('bill.printed', '6 09:00', { bill: 'b' })
  expect(new Set(makers(program, booked('2 09:00'), bill))).toEqual(new Set([nameOf(price('1h'))]))
})
