import { expect, test } from 'vitest'
import { textOf } from '../fact/canonical-bytes.testing.ts'
import type { Fact } from '../fact/fact.ts'
import type { CustomerPromise } from '../promise/customer-promise.ts'
import { handedOver, kept, made, moved, progressed, promiseOf, told, withdrawn } from '../promise/promise.testing.ts'
import { writePromises } from './canonical-promises.ts'

const booked = made('2 09:00', '9 17:00', { owner: 'field', kind: 'repair' })
const canonicalPromises = (customer: string, promises: readonly CustomerPromise[]): string =>
  textOf((out) => writePromises(out, customer, promises))
const written = (...facts: readonly Fact[]): string => canonicalPromises('c', [promiseOf(facts)])

test('whatever becomes of a promise is in its canonical text', () => {
  const lives = [
    [booked],
    [made('2 09:00', '9 17:01', { owner: 'field', kind: 'repair' })],
    [made('2 09:00', '9 17:00', { owner: 'care', kind: 'repair' })],
    [made('2 09:00', '9 17:00', { owner: 'field', kind: 'survey' })],
    [booked, kept('3 09:00')],
    [booked, kept('3 09:00', { without_work: true })],
    [booked, kept('3 09:01')],
    [booked, kept('3 09:00', {}, { id: 'other' })],
    [booked, withdrawn('3 09:00')],
    [booked, moved('3 09:00', '12 17:00')],
    [booked, moved('3 09:00', '12 17:00', { cause: 'capacity' })],
    [booked, handedOver('3 09:00', { to: 'care' })],
    [booked, progressed('3 09:00')],
    [booked, told('3 09:00')],
  ]
  const texts = lives.map((facts) => written(...facts))
  expect(new Set(texts).size).toBe(lives.length)
})

test('when it was heard is not', () => {
  const late: Fact = { ...booked, heard: booked.heard + 1 }
  expect(written(late)).toBe(written(booked))
})

test('promises are written in the order of their ids, whatever came first', () => {
  const other = { ...promiseOf([booked]), id: 'test.stated/a' }
  expect(canonicalPromises('c', [promiseOf([booked]), other])).toBe(
    canonicalPromises('c', [other, promiseOf([booked])]),
  )
})

test('the customer is part of it, and no promises are a text too', () => {
  expect(canonicalPromises('c', [])).not.toBe(canonicalPromises('d', []))
})
