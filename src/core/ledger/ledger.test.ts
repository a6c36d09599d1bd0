import { expect, test } from 'vitest'
import { given, on, text } from '../fact/fact.testing.ts'
import { kept, ledgerOf, made, moved, promiseOf, standing, statedRule } from '../promise/promise.testing.ts'
import { hearFact } from './ledger.ts'

const booked = made('2 09:00', '5 17:00')

test('a fact answers with the promises it touched, as they are now', () => {
  const ledger = ledgerOf([booked])
  const heard = hearFact(ledger, kept('3 09:00'))
  expect(heard.heard === 'new' && heard.touched.map(standing)).toEqual([['kept 3 09:00']])
})

test('heard again, from wherever and whenever, it counts once', () => {
  const ledger = ledgerOf([booked, kept('3 09:00')])
  expect(hearFact(ledger, { ...booked, heard: on('9 00:00'), data: { due: text('5 17:00'), promise: 'p' } })).toEqual({
    heard: 'again',
  })
})

test('the same id with other content is refused, whichever part of it is other', () => {
  const changes = [
    { time: on('2 09:01') },
    { type: 'promise.kept' },
    { subject: 'crm:2' },
    { origin: 'person' as const },
    { sequence: '2' },
    { data: { promise: 'p', due: text('6 17:00') } },
  ]
  for (const change of changes) {
    const ledger = ledgerOf([booked])
    expect(hearFact(ledger, { ...booked, ...change })).toEqual({ heard: 'different' })
    expect(ledger.records.get('test.stated/p')?.promise?.versions).toHaveLength(1)
  }
})

test('the same id of another source is another fact', () => {
  expect(hearFact(ledgerOf([booked]), { ...booked, source: 'erp' }).heard).toBe('new')
})

test('what Troth itself states makes, keeps and breaks nothing', () => {
  const engine = { ...kept('3 09:00'), origin: 'engine' as const }
  expect(standing(promiseOf([booked, engine]))).toEqual(['open'])
})

test('each key has its own promise', () => {
  const { records } = ledgerOf([booked, made('2 09:00', '6 17:00', { promise: 'q' }, { id: 'q' }), kept('3 09:00')])
  expect([...records.values()].map(({ promise }) => promise && standing(promise))).toEqual([['kept 3 09:00'], ['open']])
})

test('a fact without the key concerns no promise', () => {
  expect(hearFact(ledgerOf([booked]), given('promise.kept', '3 09:00'))).toEqual({ heard: 'new', touched: [] })
})

/** Due at local midnight after the making, as far as these three zones go. */
const HOURS: Readonly<Record<string, number>> = { UTC: 0, 'Asia/Tokyo': -9, 'America/New_York': 5 }
const local: typeof statedRule = {
  ...statedRule,
  due: ({ time }, { zoneAt }) => ({ from: null, to: on('10 00:00') + (HOURS[zoneAt(time)] ?? 0) * 3_600_000 }),
}
const lives = (time: string, zone: string) => given('customer.updated', time, { zone })
const dueOf = (...facts: Parameters<typeof promiseOf>[0]) => promiseOf(facts, local).versions.map(({ dueTo }) => dueTo)

test('dates are read in the zone the customer was in then, also when that is heard later', () => {
  expect(dueOf(booked)).toEqual([on('10 00:00')])
  expect(dueOf(lives('1 00:00', 'Asia/Tokyo'), booked)).toEqual([on('9 15:00')])
  expect(dueOf(booked, lives('1 00:00', 'Asia/Tokyo'))).toEqual([on('9 15:00')])
  expect(dueOf(booked, lives('2 09:00', 'Asia/Tokyo'))).toEqual([on('9 15:00')])
  expect(dueOf(booked, lives('2 09:01', 'Asia/Tokyo'))).toEqual([on('10 00:00')])
})

test('of two zones the later in time counts, not the later heard', () => {
  const zones = [lives('1 12:00', 'America/New_York'), lives('1 00:00', 'Asia/Tokyo')]
  expect(dueOf(...zones, booked)).toEqual([on('10 05:00')])
  expect(dueOf(booked, ...zones)).toEqual([on('10 05:00')])
})

test('late evidence is folded in its place: the slip it comes before never was', () => {
  const slipped = [booked, moved('4 09:00', '9 17:00')]
  expect(standing(promiseOf(slipped))).toEqual(['broken 4 09:00', 'open'])
  expect(standing(promiseOf([...slipped, kept('3 09:00')]))).toEqual(['kept 3 09:00'])
})
