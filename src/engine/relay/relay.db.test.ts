import { afterEach, beforeEach, expect, test } from 'vitest'
import { given, on } from '../../core/fact/fact.testing.ts'
import { bucketOf } from '../../store/bucket.ts'
import { writeRelay } from '../../store/relay/write-relay.ts'
import { idOf } from '../../store/rows.testing.ts'
import { sha256, testEngine, type TestEngine } from '../engine.testing.ts'
import { tell } from './tell.ts'

const playbook = `
playbook: test
promises:
  repair:
    key: data.fault
    owner: field
    made-by: { fact: fault.reported }
    due: { to: { cel: data.due } }
    kept-by: { fact: fault.fixed }
`
let running: TestEngine
beforeEach(async () => {
  running = await testEngine({ now: on('2 09:00'), playbooks: [playbook] })
})
afterEach(() => running.stop())

const log = (): Promise<readonly object[]> =>
  running.database.store.query({
    name: 'log',
    text: `select about, source, id, type, origin from fact order by about, heard`,
  })
const waiting = (): Promise<readonly object[]> =>
  running.database.store.query({ name: 'waiting', text: 'select n from relay' })

const published = given('model.published', '2 09:00', { model: 'jeopardy' }, { subject: 'silo:operations' })

test('what is told to a silo is heard by its turn, and waits no more', async () => {
  await tell(running.database.store, { ...published, origin: 'engine' }, sha256)
  expect(await waiting()).toHaveLength(1)
  await running.engine.round()
  expect(await log()).toMatchObject([{ about: 'silo:operations', type: 'model.published', origin: 2 }])
  expect(await waiting()).toEqual([])
})

test('told twice it counts once', async () => {
  for (let times = 0; times < 2; times++) await tell(running.database.store, published, sha256)
  await running.engine.round()
  expect(await log()).toHaveLength(1)
  expect(await waiting()).toEqual([])
})

/** Two customers who are kept in one bucket. */
function neighbours(): readonly [string, string] {
  const first = idOf('crm:0')
  for (let n = 1; ; n++) if (bucketOf(idOf(`crm:${n}`)) === bucketOf(first)) return ['crm:0', `crm:${n}`]
}

test('what is passed on keeps its name, and is heard by each of those it is passed on to', async () => {
  const aliases = neighbours()
  const due = { due: '2015-03-06T12:00:00Z' }
  await running.engine.accept(
    aliases.map((subject) => given('fault.reported', '2 09:00', { fault: subject, ...due }, { subject, id: subject })),
  )
  const fact = given('incident.declared', '2 09:00', { incident: 'i' }, { subject: 'silo:network' })
  const rows = aliases.map((alias) => ({ subject: idOf(alias), bucket: bucketOf(idOf(alias)), subject_kind: 0, fact }))
  await writeRelay(running.database.store, [...rows, ...rows])
  await running.engine.round()
  const passed = (await log()).filter((row) => 'type' in row && row.type === 'incident.declared')
  expect(passed).toHaveLength(2)
  expect(passed).toMatchObject(
    aliases.map(() => ({ about: 'silo:network', source: fact.source, id: fact.id, origin: 0 })),
  )
})
