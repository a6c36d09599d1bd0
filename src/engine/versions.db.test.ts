import { afterEach, expect, test } from 'vitest'
import { addCustomer, startTally } from '../analysis/tally.ts'
import type { Fact } from '../core/fact/fact.ts'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { customerId } from '../core/fact/subject.ts'
import { minutes, type Instant } from '../core/time/instant.ts'
import { replayCustomer } from '../playbook/replay.ts'
import { sha256, testEngine, type TestEngine } from './engine.testing.ts'
import { loadInForce, type PlaybooksInForce } from './in-force.ts'
import { laddersOf } from './turn/ladders.ts'
import { verify, type Verified } from './verify.ts'

const version = (grace: string, moment = ''): string => `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    grace: ${grace}
    moments: [{ id: sorry, at: { life: broken }, say: sorry }${moment}]
`
const other = version('5m').replace('playbook: test', 'playbook: second')
const window = { start: text('9 08:00'), end: text('9 12:00') }
const booked = (time: string, visit: string): Fact => given('visit.booked', time, { visit, window }, { id: visit })

let running: TestEngine | undefined
afterEach(() => running?.stop())
const start = async (): Promise<TestEngine> => {
  running = await testEngine({ now: on('2 09:00'), playbooks: [version('90m')] })
  await running.brand('on')
  return running
}

const promises = async ({ database: { store } }: TestEngine): Promise<readonly string[]> => {
  const rows = await store.query<{ id: string; state: string; playbook_version: string }>({
    name: 'promises',
    text: 'select id, state, playbook_version from promise order by id',
  })
  const names = await store.query<{ version: string }>({
    name: 'versions',
    text: 'select version from playbook_version order by valid_from',
  })
  const nth = (wanted: string): number => names.findIndex(({ version: each }) => each === wanted) + 1
  return rows.map(({ id, state, playbook_version: by }) => `${id} ${state}, by version ${nth(by)}`)
}

const inForce = ({ database: { store } }: TestEngine): Promise<PlaybooksInForce> =>
  loadInForce(store, { sha256, ladders: laddersOf({ brand: 'main', brands: {}, silos: {} }) })

async function verified(test: TestEngine, until: Instant | null = null): Promise<Verified> {
  const { program } = await inForce(test)
  return verify(test.database.store, { program, zone: 'UTC', sha256, until })
}

test('a promise made under version 1 with grace 90m is still judged by 90m after version 2 says 30m', async () => {
  const test = await start()
  await test.engine.accept([booked('2 09:00', 'v')])
  await test.passTo(on('3 09:00'))
  await test.publish(version('30m'))
  await test.engine.accept([booked('3 09:00', 'w')])
  await test.passTo(on('9 13:00'))
  expect(await promises(test)).toEqual(['test.visit/v open, by version 1', 'test.visit/w broken, by version 2'])
  await test.restart()
  await test.passTo(on('9 13:31'))
  expect(await promises(test)).toEqual(['test.visit/v broken, by version 1', 'test.visit/w broken, by version 2'])
  expect(await verified(test)).toMatchObject({ promises: 2, differences: [] })
})

test('over a publication too, what was lived is what a replay of the same facts comes to', async () => {
  const test = await start()
  const facts = [booked('2 09:00', 'v'), booked('3 09:00', 'w')]
  await test.engine.accept(facts.slice(0, 1))
  await test.passTo(on('3 09:00'))
  await test.publish(version('30m'))
  await test.engine.accept(facts.slice(1))
  const until = on('9 13:00')
  await test.passTo(until)
  const { program } = await inForce(test)
  const tally = startTally(sha256)
  addCustomer(tally, replayCustomer({ program, zone: 'UTC', until }, customerId('crm:1', sha256), facts))
  expect((await verified(test, until)).digest.promises).toBe(tally.promisesDigest.value())
  expect(tally.promises).toMatchObject({ opened: 2, open: 1, broken: 1 })
})

test('a kind dropped in version 2 still settles what version 1 promised', async () => {
  const test = await start()
  await test.engine.accept([booked('2 09:00', 'v')])
  await test.passTo(on('3 09:00'))
  await test.publish(version('90m').replace('  visit:', '  other:'))
  await test.engine.accept([booked('3 09:00', 'w'), given('visit.done', '3 09:00', { visit: 'v' })])
  await test.passTo(on('9 14:00'))
  expect(await promises(test)).toEqual(['test.other/w broken, by version 2', 'test.visit/v kept, by version 1'])
  expect(await verified(test)).toMatchObject({ differences: [] })
})

test('a new version’s moment speaks for an old promise', async () => {
  const test = await start()
  await test.engine.accept([booked('2 09:00', 'v')])
  await test.passTo(on('3 09:00'))
  await test.publish(
    version('30m', ', { id: day_before, at: { before: due.from, days: 1, clock: "17:00" }, say: reminder }'),
  )
  await test.passTo(on('8 17:01'))
  expect(test.sent.map(({ template }) => template)).toEqual(['reminder'])
  expect(await promises(test)).toEqual(['test.visit/v open, by version 1'])
})

test('heard after version 2 was published, a booking that was true before is judged by version 1', async () => {
  const test = await start()
  await test.passTo(on('3 09:00'))
  await test.publish(version('30m'))
  await test.passTo(on('3 10:00'))
  await test.engine.accept([{ ...booked('3 08:00', 'v') }, booked('1 08:00', 'u')])
  await test.passTo(on('9 13:00'))
  expect(await promises(test)).toEqual(['test.visit/u open, by version 1', 'test.visit/v open, by version 1'])
})

test('an older booking that is heard late makes the promise version 1’s, also on the ledger', async () => {
  const test = await start()
  await test.passTo(on('3 09:00'))
  await test.publish(version('30m').replace('field', 'care'))
  await test.passTo(on('3 10:00'))
  await test.engine.accept([booked('3 09:30', 'v')])
  expect(await promises(test)).toEqual(['test.visit/v open, by version 2'])
  await test.engine.accept([{ ...booked('3 08:00', 'v'), id: 'older' }])
  expect(await promises(test)).toEqual(['test.visit/v open, by version 1'])
  expect(await verified(test)).toMatchObject({ promises: 1, differences: [] })
})

test('a playbook published for the first time judges the past it finds: it is promised, and nothing is said', async () => {
  const test = await start()
  await test.engine.accept([booked('2 09:00', 'v')])
  await test.passTo(on('9 13:31'))
  test.sent.length = 0
  await test.publish(other)
  await test.passTo(on('9 14:00'))
  expect(await promises(test)).toEqual(['second.visit/v broken, by version 2', 'test.visit/v broken, by version 1'])
  expect(test.sent).toEqual([])
  expect(await verified(test)).toMatchObject({ promises: 2, differences: [] })
})

test('a sender’s clock that is ahead of a publication: the ledger says what the log says all the same', async () => {
  const test = await start()
  await test.engine.accept([{ ...booked('2 09:04', 'v') }])
  test.clock.now = on('2 09:00') + minutes(2)
  await test.publish(version('30m'))
  await test.passTo(on('2 09:10'))
  expect(await promises(test)).toEqual(['test.visit/v open, by version 2'])
  expect(await verified(test)).toMatchObject({ promises: 1, differences: [] })
})

test('publications that happen in one millisecond are noticed one by one', async () => {
  const test = await start()
  await test.publish(version('30m'))
  await test.publish(other)
  await test.engine.accept([booked('2 09:01', 'v')])
  await test.passTo(on('2 09:01'))
  expect(await promises(test)).toEqual(['second.visit/v open, by version 3', 'test.visit/v open, by version 2'])
})

test('what a version that was published meanwhile would not have made is taken off the ledger again', async () => {
  const test = await start()
  await test.engine.accept([booked('2 09:04', 'v')])
  test.clock.now = on('2 09:00') + minutes(2)
  await test.publish(version('90m').replace('  visit:', '  other:'))
  await test.passTo(on('2 09:10'))
  expect(await promises(test)).toEqual(['test.other/v open, by version 2'])
  expect(await verified(test)).toMatchObject({ promises: 1, differences: [] })
})
