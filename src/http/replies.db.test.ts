import { afterEach, expect, test } from 'vitest'
import { on } from '../core/fact/fact.testing.ts'
import { ASKING, booked, casesIn, customer, log, reply, testEar, type TestEar } from '../engine/replies/ears.testing.ts'
import { plainReader } from '../engine/replies/plain-reader.testing.ts'
import { auditRows } from '../store/company/audit-book.ts'
import type { ReplyView } from '../wire/reply-view.ts'
import { testDoors, type TestDoors } from './doors.testing.ts'

let doors: TestDoors | undefined
afterEach(async () => {
  await doors?.close()
  doors = undefined
})

interface Open extends TestDoors {
  readonly sms: TestEar
  readonly replies: (init?: RequestInit) => Promise<readonly ReplyView[]>
  readonly read: (id: string, body: object) => Promise<{ readonly status: number; readonly body: unknown }>
  readonly types: (alias?: string) => Promise<readonly string[]>
}

async function open(): Promise<Open> {
  const sms = testEar()
  const house = { now: on('2 09:00'), playbooks: [ASKING], ladder: ['sms'], channels: [sms.channel], read: plainReader }
  const opened = (doors = await testDoors(house))
  await opened.house.brand('on')
  await opened.house.engine.accept([customer('crm:1', '+441632960001'), ...booked('crm:1', 'v-1')])
  await opened.house.passTo(on('2 09:01'))
  opened.house.engine.run()
  return {
    ...opened,
    sms,
    replies: async (init) =>
      ((await (await opened.get('/v1/replies?open', init)).json()) as { replies: ReplyView[] }).replies,
    read: async (id, body) => {
      const answer = await opened.post(`/v1/cases/${id}:read`, body)
      return { status: answer.status, body: await answer.json() }
    },
    types: async (alias = 'crm:1') =>
      (await log(opened.house, alias))
        .map(({ type }) => type)
        .filter((type) => !/^(promise|decision|message)/.test(type)),
  }
}

const only = (replies: readonly ReplyView[]): ReplyView => replies[0] ?? expect.unreachable()

test('a reply to check is listed with its words, its reading, the question and what is on offer', async () => {
  const { sms, replies, house } = await open()
  await sms.hears(reply('I think so', '2 09:02'))
  expect(await replies()).toMatchObject([
    {
      kind: 'reply-to-check',
      alias: 'crm:1',
      channel: 'sms',
      visit: 'v-1',
      read: { answer: 'confirm', by: 'suggester', certainty: 0.6 },
      question: { text: 'visit-confirm', answers: [{ digit: 1, answer: 'confirm' }, { digit: 2 }, { digit: 3 }] },
      offered: [{ slot: 's-1' }, { slot: 's-2' }],
      words: ['I think so'],
    },
  ])
  expect((await auditRows(house.database.store, 0, 10)).map(({ what }) => what)).toEqual(['personal.read'])
})

test('words are for keys that may read what is personal', async () => {
  const { sms, replies, key } = await open()
  await sms.hears(reply('I think so', '2 09:02'))
  expect(only(await replies({ headers: await key('cases') })).words).toBeUndefined()
  expect(only(await replies({ headers: await key('cases', 'personal') })).words).toEqual(['I think so'])
})

test('accepted, it does what it was read as, and the case is closed', async () => {
  const { sms, replies, read, types } = await open()
  await sms.hears(reply('I think so', '2 09:02'))
  const id = only(await replies()).case
  expect(await read(id, {})).toMatchObject({ status: 200, body: { disposition: 'read-as-confirm' } })
  expect((await types()).slice(-3)).toEqual(['case.closed', 'reply.read', 'visit.confirmed'])
  expect(await replies()).toEqual([])
  expect(await read(id, {})).toMatchObject({ status: 200 })
  expect((await types()).filter((type) => type === 'reply.read')).toHaveLength(1)
  expect(await read(id, { answer: 'cancel' })).toMatchObject({ status: 409 })
})

test('corrected to a slot it is read back first; what the customer said to a person is done at once', async () => {
  const { sms, replies, read, types, house } = await open()
  await sms.hears(reply('the thursday one please', '2 09:02'))
  expect(await read(only(await replies()).case, { answer: 'reschedule', slot: 's-9' })).toMatchObject({ status: 409 })
  const corrected = await read(only(await replies()).case, { answer: 'reschedule', slot: 's-2' })
  expect(corrected).toMatchObject({ status: 200 })
  await house.passTo(on('2 09:03'))
  expect(sms.sent.at(-1)?.template).toBe('slot-echo')
  expect(await types()).not.toContain('visit.moved')
  const [fact] = (await log(house, 'crm:1')).filter(({ type }) => type === 'reply.read')
  expect(fact?.data).toMatchObject({ answer: 'reschedule', was: 'unclear', visit: 'v-1', slot: 's-2', agent: 'local' })
  await sms.hears(reply('hm what', '2 09:04'))
  await read(only(await replies()).case, { answer: 'reschedule', slot: 's-1', told: true })
  expect(await types()).toContain('visit.moved')
  expect((await log(house, 'crm:1')).find(({ type }) => type === 'promise.settled')?.data['as']).toBe('renegotiated')
})

test('a correction to cancel is read back, and “1” then cancels', async () => {
  const { sms, replies, read, types, house } = await open()
  await sms.hears(reply('no need any more', '2 09:02'))
  await read(only(await replies()).case, { answer: 'cancel' })
  await house.passTo(on('2 09:03'))
  expect([sms.sent.at(-1)?.template, (await types()).includes('visit.cancelled')]).toEqual(['cancel-echo', false])
  await sms.hears(reply('1', '2 09:04'))
  expect(await types()).toContain('visit.cancelled')
})

test('a person says which of two wrote it: it is stated of that one, and its copy under our own key is gone', async () => {
  const { sms, replies, read, types, house } = await open()
  const { engine, database } = house
  await engine.accept([customer('crm:2', '+441632960001'), ...booked('crm:2', 'v-2')])
  await house.passTo(on('2 09:03'))
  await sms.hears(reply('yes', '2 09:04'))
  const listed = only(await replies())
  expect(listed).toMatchObject({ alias: null, candidates: ['crm:1', 'crm:2'], words: ['yes'] })
  expect(await read(listed.case, {})).toMatchObject({ status: 422 })
  expect(await read(listed.case, { customer: 'crm:9' })).toMatchObject({ status: 422 })
  expect(await read(listed.case, { customer: 'crm:2' })).toMatchObject({
    status: 200,
    body: { disposition: 'matched' },
  })
  expect([(await types('crm:2')).includes('visit.confirmed'), (await types()).includes('visit.confirmed')]).toEqual([
    true,
    false,
  ])
  const kept = await database.store.query({ name: 'kept', text: 'select 1 as one from refused' })
  expect(kept).toEqual([])
})

test('matched and corrected in one go, nothing is done but what the person says', async () => {
  const { sms, replies, read, types, house } = await open()
  await house.engine.accept([customer('crm:2', '+441632960001'), ...booked('crm:2', 'v-2')])
  await house.passTo(on('2 09:03'))
  await sms.hears(reply('yes', '2 09:04'))
  const { case: id } = only(await replies())
  expect(await read(id, { customer: 'crm:2', answer: 'question' })).toMatchObject({ status: 200 })
  expect(await types('crm:2')).not.toContain('visit.confirmed')
  expect((await types('crm:2')).at(-1)).toBe('reply.read')
  expect((await casesIn(house)).map(({ kind }) => kind)).toEqual(['reply-to-check'])
})

test('strangers are listed after customers, and nothing can be read into them', async () => {
  const { sms, replies, read } = await open()
  await sms.hears(reply('who are you', '2 09:02', { from: '+441632960099' }), reply('hm', '2 09:03'))
  const listed = await replies()
  expect(listed).toMatchObject([
    { alias: 'crm:1' },
    { kind: 'reply-from-stranger', alias: null, words: ['who are you'] },
  ])
  expect(await read(listed[1]?.case ?? '', { answer: 'confirm' })).toMatchObject({ status: 404 })
})
