import { expect, test } from 'vitest'
import { billMatchesQuote } from './bill-matches-quote.ts'
import { checks } from './checks.ts'

const line = (code: string, amount: string, currency = 'EUR') => ({ code, amount, currency })
const quote = { lines: [line('base', '29.90'), line('setup', '49')], disclosed: ['late-fee'] }
const matches = (...lines: readonly unknown[]): boolean => billMatchesQuote(quote, { lines })

test('a bill of what was quoted is as quoted; what was charged once need not come again', () => {
  expect(matches(line('base', '29.90'), line('setup', '49'))).toBe(true)
  expect(matches(line('base', '29.90'))).toBe(true)
  expect(matches()).toBe(true)
})

test('another amount or another currency is not as quoted, less neither', () => {
  expect(matches(line('base', '29.91'))).toBe(false)
  expect(matches(line('base', '19.90'))).toBe(false)
  expect(matches(line('base', '29.90', 'USD'))).toBe(false)
})

test('an amount is the same however it is written', () => {
  expect(matches(line('base', '29.9'))).toBe(true)
  expect(matches(line('base', '29.900000'))).toBe(true)
  expect(matches(line('setup', '49.00'))).toBe(true)
  expect(matches(line('setup', '490'))).toBe(false)
})

test('nothing is charged that was not said: a fee must be quoted or disclosed', () => {
  expect(matches(line('paper-bill', '2'))).toBe(false)
  expect(matches(line('late-fee', '5'))).toBe(true)
})

test('a quote without lines promises no price, so nothing may be charged', () => {
  expect(billMatchesQuote({}, { lines: [line('base', '29.90')] })).toBe(false)
  expect(billMatchesQuote({}, {})).toBe(true)
})

test('playbooks find the check by its name', () => {
  expect([...checks.keys()]).toEqual(['bill-matches-quote'])
  expect(checks.get('bill-matches-quote')?.(quote, { lines: [line('base', '1')] })).toBe(false)
})

test('a line charged twice that was quoted once does not match', () => {
  const fibre = { code: 'fibre', amount: '29.90', currency: 'EUR' }
  expect(billMatchesQuote({ lines: [fibre] }, { lines: [fibre, fibre] })).toBe(false)
  expect(billMatchesQuote({ lines: [fibre, fibre] }, { lines: [fibre, fibre] })).toBe(true)
})

test('a lasting discount that was quoted must be on the bill; one that ends or was taken off once need not', () => {
  const fibre = { code: 'fibre', amount: '29.90', currency: 'EUR' }
  const promo = { code: 'promo', amount: '-5.00', currency: 'EUR', per: 'month' }
  expect(billMatchesQuote({ lines: [fibre, promo] }, { lines: [fibre] })).toBe(false)
  expect(billMatchesQuote({ lines: [fibre, promo] }, { lines: [fibre, promo] })).toBe(true)
  expect(billMatchesQuote({ lines: [fibre, { ...promo, per: 'once' }] }, { lines: [fibre] })).toBe(true)
  const ending = { ...promo, until: '2026-06-01T00:00:00Z' }
  expect(billMatchesQuote({ lines: [fibre, ending] }, { lines: [fibre] })).toBe(true)
})
