import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { sha256, testEngine, type TestEngine } from './engine.testing.ts'
import { loadInForce } from './in-force.ts'
import { laddersOf } from './turn/ladders.ts'
import { verify } from './verify.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: visit.done }
    moments:
      - { id: confirm, at: { life: made }, say: confirm }
      - { id: day_before, at: { before: due.from, days: 1, clock: "17:00" }, say: reminder }
      - { id: sorry, at: { life: broken }, say: sorry }
`
const window = { start: text('9 08:00'), end: text('9 12:00') }

let running: TestEngine | undefined
afterEach(() => running?.stop())

/** Three customers: one is let down, one is not, one still waits. */
async function lived(): Promise<TestEngine> {
  const test = (running = await testEngine({ now: on('2 09:00'), playbooks: [playbook] }))
  await test.brand('on')
  for (const subject of ['crm:1', 'crm:2'])
    await test.engine.accept([given('visit.booked', '2 09:00', { visit: 'v', window }, { subject, id: subject })])
  await test.passTo(on('9 09:00'))
  await test.engine.accept([given('visit.done', '9 09:00', { visit: 'v' }, { subject: 'crm:2' })])
  await test.passTo(on('9 13:00'))
  const later = { start: text('20 08:00'), end: text('20 12:00') }
  await test.engine.accept([given('visit.booked', '9 13:00', { visit: 'w', window: later }, { subject: 'crm:3' })])
  await test.passTo(on('9 14:00'))
  return test
}

async function verified({ database: { store } }: TestEngine, until: number | null = null) {
  const { program } = await loadInForce(store, { sha256, ladders: laddersOf({ brand: 'main', brands: {}, silos: {} }) })
  return verify(store, { program, zone: 'UTC', sha256, until })
}

test('what the ledger says is what its log says, row for row and decision for decision', async () => {
  const seen = await verified(await lived())
  expect(seen.differences).toEqual([])
  expect(seen).toMatchObject({ customers: 3, promises: 3, decisions: 6, differing: { promises: 0, decisions: 0 } })
})

test('a row that somebody has changed is found, and so is one that is gone', async () => {
  const test = await lived()
  const change = (text: string) => test.database.store.query({ name: text, text })
  await change(`update promise set state = 'kept' where state = 'broken'`)
  await change(`delete from decision where moment = 'test.visit.sorry'`)
  const { differing, differences } = await verified(test)
  expect(differing).toEqual({ promises: 1, decisions: 1 })
  expect(differences.map(({ of, name, table }) => [of, name, table === null])).toEqual([
    ['promises', 'test.visit/v#1', false],
    ['decisions', 'test.visit.sorry of test.visit/v#1, 0', true],
  ])
})

test('time may be let pass for the digest, without a word to anybody', async () => {
  const test = await lived()
  const [now, later] = [await verified(test), await verified(test, on('21 09:00'))]
  expect(later.digest.promises).not.toBe(now.digest.promises)
  expect(later).toMatchObject({ differing: { promises: 0, decisions: 0 }, decisions: 6 })
})
