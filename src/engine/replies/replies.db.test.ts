import { afterEach, expect, test } from 'vitest'
import { on, text } from '../../core/fact/fact.testing.ts'
import { testEngine, type TestEngine } from '../engine.testing.ts'
import { ASKING, booked, casesIn, customer, log, reply, testEar, type TestEar } from './ears.testing.ts'
import { plainReader } from './plain-reader.testing.ts'

let house: TestEngine | undefined
afterEach(async () => {
  await house?.stop()
  house = undefined
})

interface Open {
  readonly test: TestEngine
  readonly sms: TestEar
}

/** One customer with a telephone and a visit that was confirmed to them. */
async function open(): Promise<Open> {
  const sms = testEar()
  const options = {
    now: on('2 09:00'),
    playbooks: [ASKING],
    ladder: ['sms'],
    channels: [sms.channel],
    read: plainReader,
  }
  const test = (house = await testEngine(options))
  await test.brand('on')
  await test.engine.accept([customer('crm:1', '+44 1632 960001')])
  await test.engine.accept(booked('crm:1', 'v-1'))
  test.engine.run()
  await test.passTo(on('2 09:01'))
  return { test, sms }
}

const types = async (test: TestEngine, alias = 'crm:1') =>
  (await log(test, alias)).map(({ type }) => type).filter((type) => /^(visit|reply|consent|promise.settled)/.test(type))

test('“after 3” is read back before anything is booked, “1” books it, and what the provider repeats is heard once', async () => {
  const { test, sms } = await open()
  const asks = reply('tuesday after 3?', '2 09:02')
  await sms.hears(asks)
  await sms.hears(asks)
  await test.passTo(on('2 09:03'))
  expect(sms.sent.map(({ template }) => template)).toEqual(['visit-confirm', 'slot-echo'])
  expect(await types(test)).not.toContain('visit.moved')
  const takes = reply('1', '2 09:04')
  await Promise.all([sms.hears(takes), sms.hears(takes, asks)])
  await test.passTo(on('2 09:05'))
  const facts = await log(test, 'crm:1')
  expect(facts.filter(({ type }) => type === 'reply.received')).toMatchObject([
    {
      source: 'sms',
      data: { channel: 'sms', answer: 'reschedule', asks: 'slot', wish: 'tue after 15:00', visit: 'v-1' },
    },
    {
      data: {
        answer: 'reschedule',
        echoed: true,
        slot: 's-1',
        window: { start: text('10 15:00') },
        read_by: 'keyword',
      },
    },
  ])
  expect(facts.filter(({ type }) => type === 'visit.moved')).toMatchObject([{ data: { asked_by: 'customer' } }])
  const settled = facts.filter(({ type }) => type === 'promise.settled').map(({ data }) => data['as'])
  expect(settled).toEqual(['renegotiated'])
  expect(sms.sent.filter(({ template }) => template === 'slot-echo')).toHaveLength(1)
  expect(await casesIn(test)).toEqual([])
})

test('words and address of a reply are under the customer’s own key', async () => {
  const { test, sms } = await open()
  await sms.hears(reply('1, I am Mrs Osei', '2 09:02'))
  const inTheOpen = JSON.stringify([await log(test, 'crm:1'), await casesIn(test)])
  expect(inTheOpen).not.toContain('Osei')
  expect(inTheOpen).not.toContain('960001')
})

test('what nobody could read is with a person within a quarter of an hour, and nothing is done meanwhile', async () => {
  const { test, sms } = await open()
  await sms.hears(reply('my sister has the key', '2 09:02'))
  const [work] = await casesIn(test)
  expect(work).toMatchObject({ kind: 'reply-to-check', about: expect.stringMatching(/^sms in-/) as string })
  expect((work?.due ?? 0) - (work?.opened ?? 0)).toBe(15 * 60_000)
  expect(work?.says).toContain('visit v-1')
  expect(await types(test)).toEqual(['visit.booked', 'reply.received'])
  expect((await log(test, 'crm:1')).at(-1)).toMatchObject({ type: 'case.opened' })
})

test('a reply after the visit is over changes nothing, and a person sees it', async () => {
  const { test, sms } = await open()
  await test.passTo(on('12 13:00'))
  await sms.hears(reply('yes', '12 13:01'))
  expect(await types(test)).toEqual(['visit.booked', 'reply.received'])
  const [work] = await casesIn(test)
  expect(work?.says).toContain('what was asked is over')
})

test('a customer who was asked nothing is still who they are, and a person reads them', async () => {
  const { test, sms } = await open()
  await test.engine.accept([customer('crm:2', '+441632960002')])
  await sms.hears(reply('when do you come?', '2 09:02', { from: '441632960002' }))
  expect(await types(test, 'crm:2')).toEqual(['reply.received'])
  expect(await casesIn(test)).toMatchObject([{ kind: 'reply-to-check' }])
})

test('a stranger’s words are kept sealed, with one case for their address and day, and make no customer', async () => {
  const { test, sms } = await open()
  const count = async (table: string): Promise<number> =>
    (await test.database.store.query<{ n: number }>({ name: table, text: `select count(*) as n from ${table}` }))[0]
      ?.n ?? 0
  const before = [await count('alias'), await count('fact')]
  const first = reply('who is this', '2 09:02', { from: '+441632960099' })
  await sms.hears(first)
  await sms.hears(first)
  await sms.hears(reply('hello?', '2 09:03', { from: '+441632960099' }))
  expect(await casesIn(test)).toMatchObject([{ kind: 'reply-from-stranger' }])
  expect(await count('refused')).toBe(2)
  expect([await count('alias'), await count('fact')]).toEqual(before)
  test.clock.now = on('3 09:00')
  await sms.hears(reply('hello??', '3 09:00', { from: '+441632960099' }))
  expect(await casesIn(test)).toHaveLength(2)
})

test('on a shared telephone the one who was asked is meant; with two it is for a person, and nobody is guessed', async () => {
  const { test, sms } = await open()
  await test.engine.accept([customer('crm:2', '0044 1632 960001')])
  await sms.hears(reply('yes', '2 09:02'))
  expect(await types(test)).toContain('visit.confirmed')
  await test.engine.accept(booked('crm:2', 'v-2', '2 09:03'))
  await test.passTo(on('2 09:04'))
  await sms.hears(reply('yes', '2 09:05'))
  expect(await types(test, 'crm:2')).not.toContain('visit.confirmed')
  const [work] = await casesIn(test)
  expect(work).toMatchObject({ kind: 'reply-to-check', says: expect.stringContaining('crm:2') as string })
})

test('a message that the channel names is the one that is answered, if it is theirs', async () => {
  const { test, sms } = await open()
  await test.engine.accept([customer('crm:2', '+441632960001'), customer('crm:3', '+441632960003')])
  await test.engine.accept([...booked('crm:2', 'v-2', '2 09:02'), ...booked('crm:3', 'v-3', '2 09:02')])
  await test.passTo(on('2 09:03'))
  const to = (alias: string) => sms.sent.find((message) => message.customer === alias)?.id ?? ''
  await sms.hears(reply('yes', '2 09:04', { answers: { message: to('crm:2') } }))
  expect(await types(test, 'crm:2')).toContain('visit.confirmed')
  await sms.hears(reply('yes', '2 09:05', { from: '+441632960003', answers: { message: to('crm:1') } }))
  expect(await types(test, 'crm:3')).toEqual(['visit.booked', 'reply.received'])
  expect(await types(test)).not.toContain('visit.confirmed')
})

test('a stop always works: of whoever shares the telephone, and of nobody the address is written down', async () => {
  const { test, sms } = await open()
  await test.engine.accept([customer('crm:2', '+441632960001')])
  await test.engine.accept(booked('crm:2', 'v-2', '2 09:02'))
  await test.passTo(on('2 09:03'))
  const stop = reply(' STOP', '2 09:04')
  await sms.hears(stop)
  await sms.hears(stop)
  const stopped = async (alias: string) => (await log(test, alias)).filter(({ type }) => type === 'consent.withdrawn')
  const hows = [...(await stopped('crm:1')), ...(await stopped('crm:2'))].map(({ data }) => data['how'])
  expect(hows.toSorted()).toEqual(['reply', 'shared-address'])
  expect(await casesIn(test)).toEqual([])
  await sms.hears(reply('stop', '2 09:05', { from: '+441632960099' }))
  const rows = await test.database.store.query({ name: 's', text: 'select channel from stopped_address' })
  expect(rows).toEqual([{ channel: 'sms' }])
})

test('a provider that stops or lets our messages speaks for everybody at that address', async () => {
  const { test, sms } = await open()
  const said = { id: 'b-1', from: '+441632960001' }
  await sms.hears({ heard: 'stopped', ...said, at: on('2 09:02') })
  await sms.hears({ heard: 'stopped', ...said, at: on('2 09:02') })
  await sms.hears({ heard: 'resumed', ...said, id: 'b-2', at: on('2 09:03') })
  const consents = (await log(test, 'crm:1')).filter(({ type }) => type.startsWith('consent'))
  expect(consents).toMatchObject([
    { type: 'consent.withdrawn', data: { channel: 'sms', class: 'all', how: 'provider' } },
    { type: 'consent.given' },
  ])
})

test('an address hashed before there was one form of it is found after a restart', async () => {
  const { test, sms } = await open()
  const { store } = test.database
  await store.query({ name: 'old', text: 'update address set kept = false, hash = md5(customer::text)::uuid' })
  await sms.hears(reply('yes', '2 09:02'))
  expect(await types(test)).not.toContain('reply.received')
  await test.restart()
  test.engine.run()
  await sms.hears(reply('yes', '2 09:03'))
  expect(await types(test)).toContain('visit.confirmed')
})

test('said a day ago it changes nothing by itself', async () => {
  const { test, sms } = await open()
  test.clock.now = on('3 10:00')
  await sms.hears(reply('yes', '2 09:30'))
  expect(await types(test)).toEqual(['visit.booked', 'reply.received'])
  expect(await casesIn(test)).toHaveLength(1)
})

test('while the database is away nothing counts as heard, and said again it is', async () => {
  const { test, sms } = await open()
  const { store } = test.database
  const said = reply('yes', '2 09:02')
  await store.query({ name: 'away', text: 'alter table attempt rename to gone' })
  await expect(sms.hears(said)).rejects.toThrow('attempt')
  await store.query({ name: 'back', text: 'alter table gone rename to attempt' })
  await sms.hears(said)
  expect(await types(test)).toContain('visit.confirmed')
})

test('a cancellation is read back first, and may be taken back after it is done', async () => {
  const { test, sms } = await open()
  await sms.hears(reply('3', '2 09:02'))
  await test.passTo(on('2 09:03'))
  expect(sms.sent.at(-1)?.template).toBe('cancel-echo')
  expect(await types(test)).not.toContain('visit.cancelled')
  await sms.hears(reply('1', '2 09:04'))
  expect(await types(test)).toContain('visit.cancelled')
  await sms.hears(reply('2', '2 09:05'))
  expect((await types(test)).at(-1)).toBe('visit.booked')
})
