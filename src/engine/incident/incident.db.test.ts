import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Fact } from '../../core/fact/fact.ts'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import type { Store, Tx } from '../../store/store.ts'
import { sha256, testEngine, type TestEngine } from '../engine.testing.ts'
import { passOnOnce } from './pass-on.ts'

const playbook = `
playbook: test
promises:
  repair:
    key: data.fault
    owner: field
    made-by: { fact: fault.reported }
    due: { to: { cel: data.due } }
    kept-by: { fact: fault.fixed }
    moments: [{ id: late, at: { jeopardy: medium, until: due.to }, say: heads-up }]
moments:
  - { id: storm, at: { fact: incident.declared }, say: incident }
`
const due = text('6 12:00')
const reported = (n: number, area: string): Fact =>
  given('fault.reported', '2 09:00', { fault: `f${n}`, due, area }, { id: `f${n}`, subject: `crm:${n}` })
const lives = (n: number, area: string, time = '2 09:00'): Fact =>
  given('customer.updated', time, { area }, { id: `c${n}@${time}`, subject: `crm:${n}` })
const fixed = (n: number, time: string): Fact =>
  given('fault.fixed', time, { fault: `f${n}` }, { id: `f${n}:fixed`, subject: `crm:${n}` })

const network = { subject: 'silo:network', source: 'network' }
const declared = given('incident.declared', '2 10:00', { incident: 'i', areas: ['Fenway', 'Mission Hill'] }, network)
const ended = given('incident.ended', '2 12:00', { incident: 'i', cause: 'cable-cut' }, network)

let running: TestEngine
beforeEach(async () => {
  running = await testEngine({ now: on('2 09:00'), playbooks: [playbook] })
})
afterEach(() => running.stop())

const query = <Row extends object>(sql: string): Promise<readonly Row[]> =>
  running.database.store.query<Row>({ name: sha256(sql).slice(0, 40), text: sql })
/** Who has heard what, by alias, silos left out. */
async function heard(type: string): Promise<readonly string[]> {
  const rows = await query<{ alias: string }>(
    `select a.alias from fact f join alias a on a.bucket = f.bucket and a.customer = f.subject
      where f.type = '${type}' and f.subject_kind = 0 order by a.alias`,
  )
  return rows.map(({ alias }) => alias)
}

async function settle(): Promise<void> {
  while ((await running.engine.round()) > 0);
}

async function tell(fact: Fact): Promise<void> {
  running.clock.now = fact.time
  await running.engine.accept([fact])
}

test('an incident is passed on to those on record in its areas, and to those something is promised there, and nobody else', async () => {
  await running.engine.accept([
    lives(1, 'Fenway'),
    reported(2, 'Mission Hill'),
    reported(3, 'Dorchester'),
    lives(4, 'Dorchester'),
    reported(5, 'Fenway'),
    lives(6, 'Fenway'),
    lives(6, 'Dorchester', '2 09:30'),
    lives(7, 'Fenway'),
    reported(7, 'Fenway'),
  ])
  await running.engine.accept([fixed(5, '2 09:40')])
  await tell(declared)
  await settle()
  expect(await heard('incident.declared')).toEqual(['crm:1', 'crm:2', 'crm:7'])
  const [row] = await query(
    `select source, id, origin, about, time, data from fact where subject_kind = 0 and type = 'incident.declared'`,
  )
  expect(row).toEqual({
    ...row,
    source: 'network',
    id: declared.id,
    origin: 0,
    about: 'silo:network',
    time: declared.time,
    data: declared.data,
  })
  expect(await query(`select moment, outcome from decision order by moment`)).toEqual(
    [1, 2, 7].map(() => ({ moment: 'test.storm', outcome: 'said' })),
  )
})

test('its end is passed on to those who heard of it, wherever they are by then', async () => {
  await running.engine.accept([lives(1, 'Fenway'), reported(2, 'Fenway')])
  await tell(declared)
  await settle()
  await running.engine.accept([lives(1, 'Dorchester', '2 11:00'), fixed(2, '2 11:00'), lives(3, 'Roxbury', '2 11:00')])
  await tell(ended)
  await settle()
  expect(await heard('incident.ended')).toEqual(['crm:1', 'crm:2'])
})

test('whoever first reports from a struck area while it is on hears of it too, once, and of its end', async () => {
  await tell(declared)
  await settle()
  running.clock.now = on('2 11:00')
  await running.engine.accept([
    { ...reported(1, 'Fenway'), time: on('2 11:00') },
    lives(1, 'Fenway', '2 11:00'),
    lives(2, 'Mission Hill', '2 11:00'),
    lives(3, 'Dorchester', '2 11:00'),
  ])
  await settle()
  await running.engine.accept([lives(1, 'Mission Hill', '2 11:30')])
  await settle()
  expect(await heard('incident.declared')).toEqual(['crm:1', 'crm:2'])
  await tell(ended)
  await settle()
  await running.engine.accept([lives(4, 'Fenway', '2 12:00')])
  await settle()
  expect(await heard('incident.declared')).toEqual(['crm:1', 'crm:2'])
  expect(await heard('incident.ended')).toEqual(['crm:1', 'crm:2'])
})

test('declared and ended in one breath, each hears the one after the other', async () => {
  await running.engine.accept([lives(1, 'Fenway')])
  running.clock.now = ended.time
  await running.engine.accept([declared, ended])
  await settle()
  expect(await query(`select type from fact where subject_kind = 0 and type like 'incident.%' order by seq`)).toEqual([
    { type: 'incident.declared' },
    { type: 'incident.ended' },
  ])
})

test('without areas it concerns nobody by name; told twice it is passed on once', async () => {
  await running.engine.accept([lives(1, 'Fenway')])
  await tell(given('incident.declared', '2 10:00', { incident: 'j' }, { ...network, id: 'j' }))
  await tell(declared)
  await tell(declared)
  await settle()
  expect(await heard('incident.declared')).toEqual(['crm:1'])
  expect(await query('select n from passing')).toEqual([])
})

const many = Array.from({ length: 300 }, (_, n) => n)
const all = many.map((n) => `crm:${n}`).toSorted()

test('whoever is killed between two buckets has passed on what was passed on, and the next one goes on from there', async () => {
  await running.engine.accept(many.map((n) => (n % 2 === 0 ? lives(n, 'Fenway') : reported(n, 'Fenway'))))
  await tell(declared)
  for (let rounds = 0; rounds < 90; rounds++) await running.engine.round()
  const before = await heard('incident.declared')
  expect(before.length).toBeGreaterThan(0)
  expect(before.length).toBeLessThan(300)
  await running.abandon({})
  await settle()
  expect(await heard('incident.declared')).toEqual(all)
})

/** A store whose connection is cut before its nth statement, as by a kill. */
function cutBefore(nth: number, store: Store): Store {
  let n = 0
  const counted = (tx: Tx): Tx => ({
    query: async (statement, values) => {
      n += 1
      if (n === nth) await tx.query({ name: 'cut', text: 'select pg_terminate_backend(pg_backend_pid())' })
      return tx.query(statement, values)
    },
  })
  return { ...store, ...counted(store), inTransaction: (work) => store.inTransaction((tx) => work(counted(tx))) }
}

test('cut off before any of its statements, again and again, each still hears of it, and once', async () => {
  await running.engine.accept(many.map((n) => (n % 2 === 0 ? lives(n, 'Fenway') : reported(n, 'Fenway'))))
  await tell(declared)
  const { store } = running.database
  for (let kills = 0; kills < 40; kills++) await passOnOnce(cutBefore(1 + (kills % 4), store)).catch(() => undefined)
  await settle()
  expect(await heard('incident.declared')).toEqual(all)
  expect(await query('select n from relay')).toEqual([])
})
