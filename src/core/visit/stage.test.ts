import { expect, test } from 'vitest'
import { given, on, text } from '../fact/fact.testing.ts'
import { stageOf, type Standing } from './stage.ts'
import { visitOf } from './visit.ts'

const window = (day: number) => ({ start: text(`${day} 08:00`), end: text(`${day} 10:00`) })
const booked = given('visit.booked', '2 09:00', { visit: 'v', window: window(9) })
const confirmed = given('visit.confirmed', '3 09:00', { visit: 'v' })
const away = given('crew.on-the-way', '9 08:30', { visit: 'v', expected: text('9 09:00') })

function stage(now: string, facts: readonly ReturnType<typeof given>[], more: Partial<Standing> = {}) {
  const visit = visitOf([booked, ...facts], 'v') ?? expect.unreachable()
  const isToday = now.startsWith('9 ')
  const known = { isBroken: false, expected: visit.expected, said: null }
  return stageOf({ visit, now: on(now), isToday, ...known, ...more })
}

test('a visit is asked about until it is confirmed, and on its day it is today’s either way', () => {
  expect([stage('5 09:00', []), stage('5 09:00', [confirmed])]).toEqual(['asked', 'confirmed'])
  expect([stage('9 06:00', []), stage('9 06:00', [confirmed])]).toEqual(['today', 'today'])
})

test('who moved it makes the difference: our slip is asked about again, their own choice is not', () => {
  const by = (who: string) => [given('visit.moved', '4 09:00', { visit: 'v', window: window(12), asked_by: who })]
  expect([stage('5 09:00', by('company')), stage('5 09:00', by('customer'))]).toEqual(['moved-by-us', 'moved-by-you'])
})

test('a crew under way is under way, unless it comes after the window', () => {
  expect(stage('9 08:31', [away])).toBe('on-the-way')
  expect(stage('9 08:31', [away], { expected: on('9 10:20') })).toBe('will-be-late')
  expect(stage('9 10:05', [away], { isBroken: true })).toBe('late')
})

test('inside the window nobody is late; what is expected after it will be; past it, it is', () => {
  expect(stage('9 09:59', [confirmed])).toBe('today')
  expect(stage('9 07:00', [confirmed], { expected: on('9 10:25') })).toBe('will-be-late')
  expect(stage('9 10:01', [confirmed])).toBe('late')
})

test('a broken window without a crew to come is missed by us, with or without a playbook to say so', () => {
  expect(stage('9 12:00', [confirmed], { isBroken: true })).toBe('missed-by-us')
  expect(stage('9 12:00', [confirmed], { isBroken: true, expected: on('9 12:30') })).toBe('late')
  expect(stage('10 09:00', [confirmed])).toBe('missed-by-us')
})

test('how it ended is said by the facts, and after that by the customer', () => {
  const arrived = given('crew.arrived', '9 09:00', { visit: 'v' })
  const done = given('visit.done', '9 11:00', { visit: 'v' })
  expect(stage('9 09:30', [arrived])).toBe('arrived')
  expect([stage('9 12:00', [done]), stage('9 12:00', [done], { said: 'not-fixed' })]).toEqual(['done', 'not-fixed'])
  const notDone = (reason: string) => [given('visit.not-done', '9 09:40', { visit: 'v', reason })]
  expect([stage('9 12:00', notDone('no-access')), stage('9 12:00', notDone('missing-part'))]).toEqual([
    'missed-by-you',
    'not-finished',
  ])
  const cancelled = (asked_by: string) => [given('visit.cancelled', '4 09:00', { visit: 'v', asked_by })]
  expect([stage('5 09:00', cancelled('customer')), stage('5 09:00', cancelled('company'))]).toEqual([
    'cancelled-by-you',
    'cancelled-by-us',
  ])
})
