import { afterEach, expect, test } from 'vitest'
import { on } from '../../core/fact/fact.testing.ts'
import { testEngine, type TestEngine } from '../engine.testing.ts'
import { ASKING, booked, customer, log, receipt, testEar, type TestEar } from './ears.testing.ts'
import { plainReader } from './plain-reader.testing.ts'

let house: TestEngine | undefined
afterEach(async () => {
  await house?.stop()
  house = undefined
})

interface Open {
  readonly test: TestEngine
  readonly sms: TestEar
  readonly logged: string[]
}

async function open(): Promise<Open> {
  const [sms, logged] = [testEar(), [] as string[]]
  const options = {
    now: on('2 09:00'),
    playbooks: [ASKING],
    ladder: ['sms'],
    channels: [sms.channel],
    read: plainReader,
  }
  const test = (house = await testEngine({ ...options, log: (happened) => void logged.push(happened) }))
  await test.brand('on')
  await test.engine.accept([customer('crm:1', '+441632960001'), ...booked('crm:1', 'v-1')])
  await test.passTo(on('2 09:01'))
  test.engine.run()
  return { test, sms, logged }
}

const messages = async (test: TestEngine) =>
  (await log(test, 'crm:1')).filter(({ type }) => type.startsWith('message.') && type !== 'message.accepted')

const state = async ({ database: { store } }: TestEngine): Promise<unknown> =>
  (await store.query<{ state: string }>({ name: 'state', text: 'select state from attempt' })).map((row) => row.state)

test('a message that arrived is on its customer’s log and on its try, once however often it is said', async () => {
  const { test, sms } = await open()
  const said = receipt('p-sms-1', 'delivered', '2 09:02')
  await sms.hears(said, said)
  await sms.hears({ ...said, at: on('2 09:03') })
  expect(await messages(test)).toMatchObject([
    {
      type: 'message.delivered',
      source: 'sms',
      data: { channel: 'sms', rung: 0, promise: 'visits.visit_window/v-1', version: 1 },
    },
  ])
  expect(await state(test)).toEqual(['delivered'])
})

test('a failure that is heard after the arrival changes nothing; an arrival after a failure is believed', async () => {
  const { test, sms } = await open()
  await sms.hears(receipt('p-sms-1', 'failed', '2 09:02'))
  expect(await state(test)).toEqual(['failed'])
  await sms.hears(receipt('p-sms-1', 'delivered', '2 09:03'))
  await sms.hears(receipt('p-sms-1', 'failed', '2 09:02'))
  expect(await messages(test)).toMatchObject([
    { type: 'message.failed', data: { reason: 'unreachable', code: '30003' } },
    { type: 'message.delivered' },
  ])
  expect(await state(test)).toEqual(['delivered'])
})

test('a receipt of no message of ours is written to the log, and that is all', async () => {
  const { test, sms, logged } = await open()
  await sms.hears(receipt('p-of-somebody-else', 'delivered', '2 09:02'))
  expect(await messages(test)).toEqual([])
  expect(logged).toContain('receipt.unknown')
})

test('a receipt that overtakes our own commit waits for it', async () => {
  const early: Promise<void>[] = []
  const sms = testEar({ onSent: () => void early.push(sms.hears(receipt('p-sms-1', 'delivered', '2 09:01'))) })
  const options = {
    now: on('2 09:00'),
    playbooks: [ASKING],
    ladder: ['sms'],
    channels: [sms.channel],
    read: plainReader,
  }
  const test = (house = await testEngine(options))
  test.engine.run()
  await test.brand('on')
  await test.engine.accept([customer('crm:1', '+441632960001'), ...booked('crm:1', 'v-1')])
  await test.passTo(on('2 09:01'))
  while (early.length === 0) await test.engine.round()
  await Promise.all(early)
  expect(await state(test)).toEqual(['delivered'])
})
