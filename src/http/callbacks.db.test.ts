import { afterEach, expect, test } from 'vitest'
import { on } from '../core/fact/fact.testing.ts'
import type { Heard } from '../core/message/channel.ts'
import { FORGED_A_DAY } from '../engine/replies/forgeries.ts'
import {
  ASKING,
  booked,
  casesIn,
  customer,
  log,
  receipt,
  reply,
  testEar,
  type TestEar,
} from '../engine/replies/ears.testing.ts'
import { plainReader } from '../engine/replies/plain-reader.testing.ts'
import { testDoors, type TestDoors, type TestDoorsOptions } from './doors.testing.ts'

let doors: TestDoors | undefined
afterEach(async () => {
  await doors?.close()
  doors = undefined
})

async function open(options: TestDoorsOptions = {}): Promise<{ readonly doors: TestDoors; readonly sms: TestEar }> {
  const sms = testEar()
  const house = { now: on('2 09:00'), playbooks: [ASKING], ladder: ['sms'], channels: [sms.channel], read: plainReader }
  doors = await testDoors(house, options)
  await doors.house.brand('on')
  await doors.house.engine.accept([customer('crm:1', '+441632960001'), ...booked('crm:1', 'v-1')])
  await doors.house.passTo(on('2 09:01'))
  return { doors, sms }
}

const post = ({ url }: TestDoors, { body, headers }: ReturnType<TestEar['signed']>, path = '/callbacks/sms') =>
  fetch(`${url}${path}`, { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } })

const types = async ({ house }: TestDoors): Promise<readonly string[]> =>
  (await log(house, 'crm:1')).map(({ type }) => type)

test('what a provider posts is on record when it is answered, in the words the provider wants', async () => {
  const { doors: open1, sms } = await open()
  const said = [reply('yes', '2 09:02'), receipt('p-sms-1', 'delivered', '2 09:01')]
  const answer = await post(open1, sms.signed(said), '/callbacks/sms?batch=1&anything=else')
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/xml', '<ok/>'])
  expect(await types(open1)).toEqual(expect.arrayContaining(['visit.confirmed', 'message.delivered']))
})

test('no key opens this door and none is needed; a forged signature does not, and changes nothing', async () => {
  const { doors: open1, sms } = await open()
  await open1.key('admin')
  const before = await types(open1)
  const forged = sms.signed([reply('yes', '2 09:02')])
  const answer = await post(open1, { ...forged, headers: { 'x-signature': 'f'.repeat(64) } })
  expect([answer.status, await answer.json()]).toMatchObject([403, { problems: [{ code: 'forged' }] }])
  expect(await types(open1)).toEqual(before)
  expect((await post(open1, forged)).status).toBe(200)
})

test('a person sees forged requests once a day, not once for each', async () => {
  const { doors: open1, sms } = await open()
  const forged = { ...sms.signed([]), headers: { 'x-signature': '' } }
  for (let n = 1; n < FORGED_A_DAY; n += 1) await post(open1, forged)
  expect(await casesIn(open1.house)).toEqual([])
  for (let n = 0; n < 5; n += 1) await post(open1, forged)
  expect(await casesIn(open1.house)).toMatchObject([{ kind: 'forged-callbacks', about: 'sms' }])
  open1.house.clock.now = on('3 09:00')
  for (let n = 0; n < FORGED_A_DAY; n += 1) await post(open1, forged)
  expect(await casesIn(open1.house)).toHaveLength(2)
})

test('what cannot be read is refused with its reason, and a channel without ears is not there', async () => {
  const { doors: open1, sms } = await open()
  const unreadable = await post(open1, sms.signed({ no: 'list' } as unknown as Heard[]))
  expect([unreadable.status, await unreadable.json()]).toMatchObject([400, { problems: [{ code: 'unreadable' }] }])
  expect((await post(open1, sms.signed([]), '/callbacks/pigeon')).status).toBe(404)
  expect((await fetch(`${open1.url}/callbacks/sms`, { method: 'HEAD' })).status).toBe(405)
  const big = await post(open1, { body: 'x'.repeat(5 * 1024 * 1024), headers: {} })
  expect(big.status).toBe(413)
})

test('while it cannot be written down the provider is asked to come again, and then it counts once', async () => {
  const { doors: open1, sms } = await open()
  const said = sms.signed([reply('yes', '2 09:02')])
  const { store } = open1.house.database
  await store.query({ name: 'away', text: `alter table seen rename to gone` })
  expect((await post(open1, said)).status).toBe(500)
  await store.query({ name: 'back', text: `alter table gone rename to seen` })
  expect((await post(open1, said)).status).toBe(200)
  expect((await post(open1, said)).status).toBe(200)
  expect((await types(open1)).filter((type) => type === 'visit.confirmed')).toHaveLength(1)
})

test('the address that was signed is ours from outside; what a request says it is counts for nothing', async () => {
  const heardAt: string[] = []
  const sms = testEar()
  const channel = {
    ...sms.channel,
    callback: ({ url }: { readonly url: string }) => {
      heardAt.push(url)
      return { forged: 'test' }
    },
  }
  const house = { now: on('2 09:00'), playbooks: [], channels: [channel] }
  doors = await testDoors(house, { publicUrl: 'https://troth.acme.example' })
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  await fetch(`${doors.url}/callbacks/sms?a=%20b`, { headers })
  await doors.close()
  doors = await testDoors(house)
  await fetch(`${doors.url}/callbacks/sms?a=%20b`, { headers })
  expect(heardAt).toEqual(['https://troth.acme.example/callbacks/sms?a=%20b', `${doors.url}/callbacks/sms?a=%20b`])
})
