import { expect, test } from 'vitest'
import { on, text } from '../../fact/fact.testing.ts'
import { arrived, handedOver, made, moved, progressed, promiseOf, told } from '../promise.testing.ts'
import { given } from '../../fact/fact.testing.ts'

const booked = made('2 09:00', '9 17:00', { owner: 'field' })

test('a hand-over without “from” comes from whoever held it last', () => {
  const { handOvers, holder } = promiseOf([
    booked,
    handedOver('3 09:00', { to: 'care' }),
    handedOver('4 09:00', { to: 'billing' }),
  ])
  expect(handOvers.map(({ from, to, at }) => [from, to, at])).toEqual([
    ['field', 'care', on('3 09:00')],
    ['care', 'billing', on('4 09:00')],
  ])
  expect(holder).toBe('billing')
})

test('a “from” the silo gives is believed', () => {
  const { handOvers } = promiseOf([booked, handedOver('3 09:00', { from: 'sales', to: 'care' })])
  expect(handOvers).toMatchObject([{ from: 'sales', to: 'care' }])
})

test('to the silo that has it, or to nobody, is no hand-over', () => {
  const { handOvers, holder } = promiseOf([booked, handedOver('3 09:00', { to: 'field' }), handedOver('4 09:00')])
  expect([handOvers, holder]).toEqual([[], 'field'])
})

test('the first silo to have what nobody owned has it without a hand-over', () => {
  const unowned = given('promise.made', '2 09:00', { promise: 'p' })
  const { handOvers, holder } = promiseOf([unowned, handedOver('3 09:00', { to: 'care' })])
  expect([handOvers, holder]).toEqual([[], 'care'])
})

test('a hand-over heard late finds its place in time, and fills the next one’s “from” anew', () => {
  const { handOvers } = promiseOf([
    booked,
    handedOver('4 09:00', { to: 'billing' }),
    handedOver('3 09:00', { to: 'care' }),
  ])
  expect(handOvers.map(({ from, to }) => [from, to])).toEqual([
    ['field', 'care'],
    ['care', 'billing'],
  ])
})

test('the latest estimate in time counts, and speaks of the version that stood then', () => {
  const facts = [
    booked,
    progressed('4 09:00', { expected: text('10 12:00'), reason: 'part' }),
    progressed('3 09:00', { expected: text('8 12:00') }),
    moved('5 09:00', '12 17:00'),
  ]
  expect(promiseOf(facts).estimate).toMatchObject({ at: on('10 12:00'), reason: 'part', level: null, version: 1 })
  expect(promiseOf([...facts, progressed('6 09:00')]).estimate).toMatchObject({ at: null, version: 2 })
})

test('word given to the customer speaks of the version that stood then', () => {
  const facts = [booked, told('3 09:00'), moved('4 09:00', '12 17:00'), told('5 09:00')]
  expect(promiseOf(facts).words.map(({ at, version }) => [at, version])).toEqual([
    [on('3 09:00'), 1],
    [on('5 09:00'), 2],
  ])
})

test('of what a playbook asks to remember, the first time counts, in whatever order it is heard', () => {
  expect(promiseOf([booked, arrived('4 09:00'), arrived('3 09:00')]).notes).toEqual({ 'crew.arrived': on('3 09:00') })
})
