import { expect, test } from 'vitest'
import { on } from '../../fact/fact.testing.ts'
import { broken, kept, made, moved, promiseAt, promiseOf, rejected, standing, statedRule } from '../promise.testing.ts'
import { given } from '../../fact/fact.testing.ts'

test('a promise is open from its making, with its terms and who made it', () => {
  const promise = promiseOf([
    made('2 09:00', '5 17:00', { kind: 'repair', owner: 'field', channel: 'phone', agent: 'a7' }),
  ])
  expect(promise).toMatchObject({
    id: 'test.stated/p',
    kind: 'repair',
    owner: 'field',
    holder: 'field',
    madeBy: { source: 'crm', channel: 'phone', agent: 'a7' },
  })
  expect(promise.versions).toMatchObject([
    { n: 1, made: on('2 09:00'), dueFrom: null, dueTo: on('5 17:00'), tellBy: on('4 17:00'), state: 'open' },
  ])
})

test('a promise without a due time is never overdue', () => {
  const promise = promiseAt('30 00:00', [given('promise.made', '2 09:00', { promise: 'p' })])
  expect(promise.versions).toMatchObject([{ dueTo: null, tellBy: null, state: 'open' }])
})

test('evidence earlier than the making counts', () => {
  expect(standing(promiseAt('9 00:00', [made('2 09:00', '5 17:00'), kept('2 08:00')]))).toEqual(['kept 2 09:00'])
  expect(standing(promiseAt('9 00:00', [broken('2 08:00'), made('2 09:00', '5 17:00')]))).toEqual(['broken 2 09:00'])
})

test('evidence alone makes no promise', () => {
  expect(() => promiseOf([kept('2 08:00'), moved('2 09:00', '5 17:00')])).toThrow('make no promise')
})

test('made again with the same due it is one more witness, before the due time and after', () => {
  const twice = promiseAt('4 00:00', [made('2 09:00', '5 17:00'), made('3 09:00', '5 17:00')])
  expect(standing(twice)).toEqual(['open'])
  expect(twice.versions[0]?.evidence.map(({ as, time }) => [as, time])).toEqual([
    ['made', on('2 09:00')],
    ['moved', on('3 09:00')],
  ])
  expect(standing(promiseAt('9 00:00', [made('2 09:00', '5 17:00'), made('6 09:00', '5 17:00')]))).toEqual([
    'broken 5 17:00',
  ])
})

test('made again with another due while it stands, the date has moved: a slip', () => {
  expect(standing(promiseAt('4 00:00', [made('2 09:00', '5 17:00'), made('3 09:00', '9 17:00')]))).toEqual([
    'broken 3 09:00',
    'open',
  ])
})

test('made again after it was kept, it is a new promise under the old name', () => {
  const promise = promiseAt('7 00:00', [made('2 09:00', '5 17:00'), kept('3 09:00'), made('6 09:00', '9 17:00')])
  expect(standing(promise)).toEqual(['kept 3 09:00', 'open'])
  expect(promise.versions[1]).toMatchObject({ n: 2, made: on('6 09:00'), dueTo: on('9 17:00') })
})

test('reopened, a kept promise is owed once more with terms counted from then', () => {
  const within = { ...statedRule, due: ({ time }: { time: number }) => ({ from: null, to: time + 3_600_000 }) }
  const facts = [made('2 09:00', '5 17:00'), kept('2 09:30'), rejected('3 09:00')]
  const promise = promiseAt('3 09:10', facts, within)
  expect(standing(promise)).toEqual(['kept 2 09:30', 'open'])
  expect(promise.versions[1]).toMatchObject({ made: on('3 09:00'), dueTo: on('3 10:00') })
})

test('reopened after it ran out, the old version stays broken and outstanding', () => {
  const facts = [made('2 09:00', '5 17:00'), rejected('6 09:00', { due: '2026-03-10T17:00:00Z' })]
  expect(standing(promiseAt('7 00:00', facts))).toEqual(['broken 5 17:00', 'open'])
})

test('reopened while it is open, it is the same promise', () => {
  expect(standing(promiseAt('4 00:00', [made('2 09:00', '5 17:00'), rejected('3 09:00')]))).toEqual(['open'])
})
