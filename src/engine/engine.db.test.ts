import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { testEngine, type TestEngine, type TestEngineOptions } from './engine.testing.ts'

const openDoor = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    expected-by: [{ fact: crew.delayed }]
    moments:
      - { id: confirm, at: { life: made }, say: confirm }
      - { id: day_before, at: { before: due.from, days: 1, clock: "17:00" }, say: reminder }
      - { id: late, at: { jeopardy: medium, until: due.to }, say: heads-up }
      - { id: sorry, at: { life: broken }, say: sorry }
`
const window = { start: text('9 08:00'), end: text('9 12:00') }
const booked = given('visit.booked', '2 09:00', { visit: 'v', window })

let running: TestEngine | undefined
afterEach(() => running?.stop())
const start = async (options: Partial<TestEngineOptions> = {}): Promise<TestEngine> =>
  (running = await testEngine({ now: on('2 09:00'), playbooks: [openDoor], ...options }))

const rows = async (name: string, columns: string): Promise<readonly object[]> =>
  (await running?.database.store.query({ name: `${name} ${columns}`, text: `select ${columns} from ${name}` })) ?? []

test('a fact is taken, a promise opened, a moment decided, a message sent, all on record', async () => {
  const { engine, brand, sent, passTo } = await start()
  await brand('on')
  expect(await engine.accept([booked])).toEqual([{ status: 'accepted' }])
  await passTo(on('2 09:01'))
  expect(sent.map(({ template }) => template)).toEqual(['confirm'])
  expect(await rows('promise', 'id, version, state, owner')).toEqual([
    { id: 'test.visit/v', version: 1, state: 'open', owner: 'field' },
  ])
  expect(await rows('decision', 'moment, outcome')).toEqual([{ moment: 'test.visit.confirm', outcome: 'said' }])
  expect(await rows('attempt', 'state, n')).toEqual([{ state: 'accepted', n: 1 }])
  expect(await rows('outbox', 'message')).toEqual([])
  expect(await rows('fact', 'seq, type')).toEqual([
    { seq: 1, type: 'visit.booked' },
    { seq: 2, type: 'promise.opened' },
    { seq: 3, type: 'message.accepted' },
  ])
})

test('heard twice it counts once; another content under its id is refused and changes nothing', async () => {
  const { engine } = await start()
  await engine.accept([booked])
  expect(await engine.accept([booked])).toEqual([{ status: 'again' }])
  const other = { ...booked, data: { visit: 'w', window } }
  expect(await engine.accept([other])).toMatchObject([{ status: 'refused' }])
  expect(await engine.accept([booked, booked])).toEqual([{ status: 'again' }, { status: 'again' }])
  expect(await rows('promise', 'id')).toEqual([{ id: 'test.visit/v' }])
})

test('the timer rings at its hour: the reminder leaves the day before, the break is settled when its time is over', async () => {
  const { engine, brand, sent, passTo } = await start()
  await brand('on')
  await engine.accept([booked])
  await passTo(on('8 16:59'))
  expect(sent.map(({ template }) => template)).toEqual(['confirm'])
  await passTo(on('8 17:01'))
  expect(sent.map(({ template }) => template)).toEqual(['confirm', 'reminder'])
  await passTo(on('9 12:01'))
  expect(sent.map(({ template }) => template)).toEqual(['confirm', 'reminder', 'sorry'])
  expect(await rows('promise', 'state, told')).toEqual([{ state: 'broken', told: 'silent' }])
})

test('told in time is what a provider took before tell-by', async () => {
  const { engine, clock, brand, sent, passTo } = await start()
  await brand('on')
  await engine.accept([booked])
  await passTo(on('9 06:00'))
  clock.now = on('9 06:00')
  await engine.accept([given('crew.delayed', '9 06:00', { visit: 'v', expected: text('9 13:00') })])
  await passTo(on('9 12:01'))
  expect(sent.map(({ template }) => template)).toEqual(['confirm', 'reminder', 'heads-up', 'sorry'])
  expect(await rows('promise', 'state, told')).toEqual([{ state: 'broken', told: 'told-in-time' }])
})

test('another process that takes the ledger up goes on where this one stopped: nothing is decided or said twice', async () => {
  const test = await start()
  await test.brand('on')
  await test.engine.accept([booked])
  await test.passTo(on('8 17:01'))
  await test.restart()
  await test.passTo(on('9 12:01'))
  await test.restart()
  await test.passTo(on('10 12:01'))
  expect(test.sent.map(({ template }) => template)).toEqual(['confirm', 'reminder', 'sorry'])
  expect(await rows('fact', 'type')).toEqual(
    [
      'visit.booked',
      'promise.opened',
      'message.accepted',
      'message.accepted',
      'promise.settled',
      'message.accepted',
    ].map((type) => ({ type })),
  )
})

test('installed, nothing leaves; in shadow it is decided, recorded and not sent; on a trial only the list is told', async () => {
  const { engine, brand, sent, passTo } = await start()
  await engine.accept([booked])
  await passTo(on('2 09:01'))
  expect(sent).toEqual([])
  expect(await rows('attempt', 'state')).toEqual([{ state: 'off' }])
  await brand('shadow')
  await passTo(on('8 17:01'))
  expect(sent).toEqual([])
  await brand('trial', ['crm:other'])
  await passTo(on('9 12:01'))
  expect(sent).toEqual([])
  expect(await rows('attempt', 'state')).toEqual([{ state: 'off' }, { state: 'shadow' }, { state: 'shadow' }])
})

test('a playbook published later speaks to promises that are open, for times still to come and for none that are past', async () => {
  const { clock, engine, brand, publish, sent, passTo } = await start()
  await brand('on')
  await engine.accept([booked])
  await passTo(on('3 09:00'))
  const since = '{ id: since, at: { after: made, by: 24h }, say: past }'
  // Two seconds from now: nothing of the version before was planned for then.
  const soon = '{ id: soon, at: { after: made, by: 24h2s }, say: soon }'
  clock.now = on('3 09:00') + 500
  await publish(openDoor.replace('moments:', `moments:\n      - ${since}\n      - ${soon}`))
  await passTo(on('3 09:01'))
  expect(sent.map(({ template }) => template)).toEqual(['confirm', 'soon'])
})
