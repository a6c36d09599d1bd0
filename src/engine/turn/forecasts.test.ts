import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkData } from '../../core/fact/catalogue.ts'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { customerId } from '../../core/fact/subject.ts'
import type { Forecast } from '../../forecast/forecast.ts'
import { programOf } from '../../playbook/program.testing.ts'
import { hear } from '../../playbook/turn/hear.ts'
import { startTurn } from '../../playbook/turn/turn.ts'
import { forecastRows, jeopardyFact } from './forecasts.ts'
import type { Known } from './known.ts'

const program = programOf(`
playbook: test
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
`)
const made = given('promise.made', '2 09:00', { promise: 'p', kind: 'k', due: text('9 17:00') })
const forecast: Forecast = {
  level: 'medium',
  probability: 0.64,
  expected: on('10 12:00'),
  lateBy: null,
  reason: '64 % of such broke',
  facts: [`${made.source} ${made.id}`],
}

function known(): Known {
  const subject = customerId('crm:1', (alias) => hash('sha256', alias, 'hex'))
  const turn = startTurn({ program, customer: subject, zone: 'UTC', isLive: true })
  hear(turn, [made])
  turn.jeopardies.length = 0
  const nothing = {
    gone: [],
    seq: 2,
    heard: 0,
    decisions: 0,
    wake: null,
    key: null,
    brand: null,
    prefers: null,
    reach: null,
    isNamed: true,
  }
  return { subject, bucket: 3, kind: 0, turn, written: new Map(), ...nothing }
}

function cross(one: Known, at: string, change: Partial<Forecast> = {}): void {
  const promise = one.turn.published.get('test.stated/p')
  const version = promise?.versions[0]
  if (promise === undefined || version === undefined) throw new Error('nothing was promised')
  one.turn.jeopardies.push({ promise, version, forecast: { ...forecast, ...change }, at: on(at) })
}

test('a level crossed reads as a fact the catalogue knows, with the model that was in force', () => {
  const one = known()
  cross(one, '5 09:00')
  const [crossing] = one.turn.jeopardies
  if (crossing === undefined) throw new Error('no level was crossed')
  const fact = jeopardyFact({ about: 'crm:1', heard: on('5 09:00') }, crossing, { n: 3, model: 'm1' })
  expect(fact).toMatchObject({ id: 'promise.in-jeopardy:test.stated/p#1:3', time: on('5 09:00'), origin: 'engine' })
  expect(fact.data).toEqual({
    promise: 'test.stated/p',
    version: 1,
    level: 'medium',
    probability: 0.64,
    expected: text('10 12:00'),
    reason: '64 % of such broke',
    model_version: 'm1',
    because: forecast.facts,
  })
  expect(checkData(fact.type, fact.data)).toEqual([])
})

test('what a source does not say is left out, and down to none is a fact as well', () => {
  const one = known()
  cross(one, '5 09:00', { level: 'none', probability: null, expected: null, facts: [] })
  const [crossing] = one.turn.jeopardies
  if (crossing === undefined) throw new Error('no level was crossed')
  const { type, data } = jeopardyFact({ about: 'crm:1', heard: 0 }, crossing, { n: 3, model: null })
  expect(data).toEqual({ promise: 'test.stated/p', version: 1, level: 'none', reason: forecast.reason })
  expect(checkData(type, data)).toEqual([])
})

test('of several crossings in one turn the last one stands', () => {
  const one = known()
  cross(one, '5 09:00')
  cross(one, '6 09:00', { level: 'high', probability: 0.8 })
  expect(forecastRows(one, { moments: new Map() })).toEqual([
    {
      bucket: 3,
      customer: one.subject,
      id: 'test.stated/p',
      version: 1,
      forecast: {
        level: 'high',
        probability: 0.8,
        expected: on('10 12:00'),
        reason: forecast.reason,
        model: null,
        at: on('6 09:00'),
      },
    },
  ])
})
