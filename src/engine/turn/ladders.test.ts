import { expect, test } from 'vitest'
import type { AddressKind } from '../../core/message/channel.ts'
import { laddersOf, NOT_HEARD, rungsLeft, type Reached } from './ladders.ts'

const KINDS = new Map<string, AddressKind>([
  ['text', 'sms'],
  ['post', 'mail'],
  ['wa', 'whatsapp'],
  ['folder', 'none'],
])
const ladders = laddersOf(
  { brand: 'main', brands: { main: ['text', 'wa', 'post'], spark: ['text', 'folder'] }, silos: { field: 'post' } },
  KINDS,
)
const of = (reached: Partial<Reached>, brand = 'main') => ladders.of(brand, { ...NOT_HEARD, ...reached })

test('a customer of whom nothing was heard is tried over all channels, as the brand has set them', () => {
  expect(of({})).toEqual(['text', 'wa', 'post'])
  expect(of({}, 'no such brand')).toEqual(['text', 'wa', 'post'])
})

test('what they like goes first, and what they have just used before that', () => {
  expect(of({ prefers: 'mail' })).toEqual(['post', 'text', 'wa'])
  expect(of({ prefers: 'mail', used: 'whatsapp' })).toEqual(['wa', 'post', 'text'])
  expect(of({ prefers: 'voice' })).toEqual(['text', 'wa', 'post'])
})

test('a channel without an address is left out; a folder needs none', () => {
  expect(of({ reach: new Set(['mail', 'sms']) })).toEqual(['text', 'post'])
  expect(of({ reach: new Set(['mail']), prefers: 'sms' })).toEqual(['post'])
  expect(of({ reach: new Set(['mail']) }, 'spark')).toEqual(['folder'])
})

test('who can be reached by none of them is tried over the first, so that what became of it is on record', () => {
  expect(of({ reach: new Set() })).toEqual(['text'])
})

test('without settings everything goes to the outbox, and a department is nudged over its own channel', () => {
  expect(laddersOf({ brand: 'main', brands: {}, silos: {} }).of('main', NOT_HEARD)).toEqual(['outbox'])
  expect([ladders.nudge('field'), ladders.nudge('sales')]).toEqual(['post', 'outbox'])
})

test('whatever was tried is not tried again, also when the order has changed meanwhile; after the last comes a person', () => {
  expect(rungsLeft(of({ prefers: 'mail' }), ['text'])).toEqual(['post', 'wa'])
  expect(rungsLeft(of({}), ['post', 'text', 'wa'])).toEqual([])
})
