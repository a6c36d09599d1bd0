import { afterEach, beforeEach, expect, test } from 'vitest'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { jeopardyCounts } from '../store/views/jeopardy-counts.ts'
import { writeForecasts, type StatedForecast } from '../store/ledger/write-forecasts.ts'
import { testDoors, type TestDoors } from './doors.testing.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    expected-by: [{ fact: crew.delayed }]
    moments:
      - id: late
        at: { jeopardy: medium, until: due.to }
        repeat: { when: 'forecast.moved > duration("20m")', at-most: 3 }
        say: heads-up
`
const window = { start: text('9 08:00'), end: text('9 12:00') }
let doors: TestDoors
beforeEach(async () => {
  doors = await testDoors({ now: on('8 09:00'), playbooks: [playbook] })
  await doors.house.engine.accept([given('visit.booked', '8 09:00', { visit: 'v', window })])
})
afterEach(() => doors.close())

async function delayed(time: string, expected: string): Promise<void> {
  await doors.house.passTo(on(time))
  await doors.house.engine.accept([
    given('crew.delayed', time, { visit: 'v', expected: text(expected), reason: 'traffic' }),
  ])
}

const json = async (path: string) => JSON.parse(await (await doors.get(path)).text())
const inView = async () => (await json('/v1/promises/test.visit/v?customer=crm:1')).versions[0].forecast
const inList = async () => (await json('/v1/promises')).promises[0].forecast
const inMessage = async () => {
  const rows = await doors.house.database.store.query<{ look: { forecast: object } }>({
    name: 'looks',
    text: 'select look from outbox order by send_at',
  })
  return rows.at(-1)?.look.forecast
}

test('what the customer is told, what an agent sees and what the promise shows are the same, at each new word', async () => {
  expect(await inView()).toBeNull()
  for (const [heard, expected] of [
    ['9 06:00', '9 13:00'],
    ['9 06:30', '9 14:00'],
  ] as const) {
    await delayed(heard, expected)
    const forecast = { expected: text(expected), reason: 'traffic', model: null, at: text(heard) }
    expect(await inView()).toMatchObject(forecast)
    expect(await inList()).toMatchObject(forecast)
    expect(await inMessage()).toEqual({ expected: on(expected), reason: 'traffic', model: null })
  }
})

const store = (forecast: StatedForecast): Promise<void> => {
  const { house } = doors
  return house.database.store
    .query<{ bucket: number; customer: string }>({ name: 'whose', text: 'select bucket, customer from promise' })
    .then(([row]) =>
      writeForecasts(house.database.store, [
        { bucket: 0, customer: '', ...row, id: 'test.visit/v', version: 1, forecast },
      ]),
    )
}

test('in jeopardy it stands with its customer, and is counted, until it is settled or in danger no more', async () => {
  const stated = { probability: 0.64, expected: null, reason: '64 % of such broke', model: 'm1', at: on('8 10:00') }
  const inJeopardy = async () => (await json('/v1/customers?alias=crm:1')).in_jeopardy
  await store({ ...stated, level: 'medium' })
  const shown = { ...stated, level: 'medium', at: text('8 10:00') }
  expect(await inJeopardy()).toEqual([{ id: 'test.visit/v', version: 1, forecast: shown }])
  expect(await inView()).toEqual(shown)
  expect(await jeopardyCounts(doors.house.database.store)).toEqual([{ level: 'medium', n: 1 }])
  // A heads-up says more of it; its level stays.
  await store({ expected: on('9 13:00'), reason: 'traffic', model: 'm1', at: on('9 06:00') })
  expect(await inView()).toMatchObject({ level: 'medium', probability: 0.64, expected: text('9 13:00') })
  await store({ ...stated, level: 'none' })
  expect(await inJeopardy()).toEqual([])
  await store({ ...stated, level: 'high' })
  await doors.house.passTo(on('9 07:00'))
  await doors.house.engine.accept([given('visit.done', '9 07:00', { visit: 'v' })])
  expect(await inJeopardy()).toEqual([])
  expect(await inView()).toBeNull()
  expect(await jeopardyCounts(doors.house.database.store)).toEqual([])
})
