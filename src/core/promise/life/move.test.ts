import { expect, test } from 'vitest'
import { given, on } from '../../fact/fact.testing.ts'
import { broken, disputed, kept, made, moved, promiseAt, standing, withdrawn } from '../promise.testing.ts'

const link = (time: string, id = 'l-1', heard = time) =>
  given('link.used', time, { link: id, act: 'reschedule' }, { source: 'links', id, origin: 'person', heard })
const booked = made('2 09:00', '5 17:00')

test('the company moves the date: the old version is broken there and then, a new one opens', () => {
  const promise = promiseAt('4 00:00', [booked, moved('3 10:00', '9 17:00', { cause: 'capacity' })])
  expect(standing(promise)).toEqual(['broken 3 10:00', 'open'])
  expect(promise.versions).toMatchObject([{ cause: 'capacity' }, { n: 2, made: on('3 10:00'), dueTo: on('9 17:00') }])
})

test('a silo’s word that the customer asked is not enough: still a slip', () => {
  const facts = [booked, moved('3 10:00', '9 17:00', { asked_by: 'customer' })]
  expect(standing(promiseAt('4 00:00', facts))).toEqual(['broken 3 10:00', 'open'])
})

test('an act that is named but not on record is not enough: still a slip', () => {
  const facts = [booked, moved('3 10:00', '9 17:00', { asked_by: 'customer', act: 'links l-1' })]
  expect(standing(promiseAt('4 00:00', facts))).toEqual(['broken 3 10:00', 'open'])
})

test('the customer’s own act, named by the silo with source and id, renegotiates', () => {
  const facts = [booked, link('3 09:50'), moved('3 10:00', '9 17:00', { act: 'links l-1' })]
  expect(standing(promiseAt('4 00:00', facts))).toEqual(['renegotiated 3 10:00', 'open'])
})

test('the act may be heard after the move that names it', () => {
  const facts = [booked, moved('3 10:00', '9 17:00', { act: 'links l-1' }), link('3 09:50', 'l-1', '4 12:00')]
  expect(standing(promiseAt('5 00:00', facts))).toEqual(['renegotiated 3 10:00', 'open'])
})

test('a recorded call is an act of the customer, an unrecorded one is not', () => {
  const call = (recorded: boolean) =>
    given('call.made', '3 09:50', { call: 'k', direction: 'in', recorded }, { source: 'care', id: 'k-1' })
  const move = moved('3 10:00', '9 17:00', { act: 'care k-1' })
  expect(standing(promiseAt('4 00:00', [booked, call(true), move]))).toEqual(['renegotiated 3 10:00', 'open'])
  expect(standing(promiseAt('4 00:00', [booked, call(false), move]))).toEqual(['broken 3 10:00', 'open'])
})

test('what an agent recorded as told is no act of the customer', () => {
  const word = given('customer.told', '3 09:50', { about: 'p' }, { source: 'care', id: 't-1', origin: 'person' })
  const facts = [booked, word, moved('3 10:00', '9 17:00', { act: 'care t-1' })]
  expect(standing(promiseAt('4 00:00', facts))).toEqual(['broken 3 10:00', 'open'])
})

test('moved by the customer in person: renegotiated; by an agent for the company: a slip', () => {
  const by = (asked_by: string) => [booked, moved('3 10:00', '9 17:00', { asked_by }, { origin: 'person' })]
  expect(standing(promiseAt('4 00:00', by('customer')))).toEqual(['renegotiated 3 10:00', 'open'])
  expect(standing(promiseAt('4 00:00', by('company')))).toEqual(['broken 3 10:00', 'open'])
})

test('moved after the due time, whoever asked, the old version broke at its due time', () => {
  const facts = [booked, link('6 09:50'), moved('6 10:00', '9 17:00', { act: 'links l-1' })]
  expect(standing(promiseAt('7 00:00', facts))).toEqual(['broken 5 17:00', 'open'])
})

test('moved to the date it already has, nothing has moved', () => {
  expect(standing(promiseAt('4 00:00', [booked, moved('3 10:00', '5 17:00')]))).toEqual(['open'])
})

test('a kept or withdrawn promise does not move any more', () => {
  expect(standing(promiseAt('9 00:00', [booked, kept('3 10:00'), moved('4 10:00', '9 17:00')]))).toEqual([
    'kept 3 10:00',
  ])
  expect(standing(promiseAt('9 00:00', [booked, withdrawn('3 10:00'), moved('4 10:00', '9 17:00')]))).toEqual([
    'withdrawn 3 10:00',
  ])
})

test('moved after it was said to be broken, it stays broken and the new date is a new version', () => {
  const facts = [booked, broken('3 10:00'), moved('4 10:00', '9 17:00')]
  expect(standing(promiseAt('5 00:00', facts))).toEqual(['broken 3 10:00', 'open'])
})

test('disputed and then moved by the company, the old version is broken', () => {
  const facts = [booked, disputed('3 10:00'), moved('4 10:00', '9 17:00')]
  expect(standing(promiseAt('5 00:00', facts))).toEqual(['broken 4 10:00', 'open'])
})

test('a move that a clock dates before the making happens when the promise was made, not before', () => {
  const promise = promiseAt('4 00:00', [moved('2 08:00', '9 17:00'), booked])
  expect(standing(promise)).toEqual(['broken 2 09:00', 'open'])
  expect(promise.versions[1]).toMatchObject({ made: on('2 09:00'), dueTo: on('9 17:00') })
})

test('slip after slip, each version is told apart', () => {
  const facts = [booked, moved('3 10:00', '9 17:00'), moved('4 10:00', '11 17:00'), kept('10 12:00')]
  expect(standing(promiseAt('12 00:00', facts))).toEqual([
    'broken 3 10:00 cured 10 12:00',
    'broken 4 10:00 cured 10 12:00',
    'kept 10 12:00',
  ])
})
