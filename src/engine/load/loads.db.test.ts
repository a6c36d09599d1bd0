import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Fact } from '../../core/fact/fact.ts'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { hours } from '../../core/time/instant.ts'
import { sha256, testEngine, type TestEngine } from '../engine.testing.ts'
import { fixedModel, readFixed } from '../model/fixed-model.testing.ts'
import { publishModel } from '../model/publish-model.ts'
import { keepLoads, loadsOnRecord } from './keep-loads.ts'

const playbook = `
playbook: test
promises:
  repair:
    key: data.fault
    owner: { cel: data.owner }
    made-by: { fact: fault.reported }
    due: { to: { cel: data.due } }
    kept-by: { fact: fault.fixed }
`
let running: TestEngine
beforeEach(async () => {
  running = await testEngine({ now: on('2 09:00'), playbooks: [playbook], readModel: readFixed })
})
afterEach(() => running.stop())

async function publish(): Promise<void> {
  const publication = { content: fixedModel(), file: 'm', reason: 'r', by: 'kim', now: running.clock.now }
  await running.database.store.inTransaction((tx) => publishModel(tx, publication, { readModel: readFixed, sha256 }))
}

const reported = (n: number, time = '2 09:00', due = text('4 12:00')): Fact =>
  given('fault.reported', time, { fault: `f${n}`, due, owner: 'field' }, { id: `f${n}`, subject: `crm:${n}` })
const fixed = (n: number, time: string): Fact =>
  given('fault.fixed', time, { fault: `f${n}` }, { id: `f${n}:fixed`, subject: `crm:${n}` })

const stored = (): Promise<readonly { at: string; data: object }[]> =>
  running.database.store.query({
    name: 'loads',
    text: `select to_char(at(heard) at time zone 'UTC', 'DD HH24:MI') as at, data from fact where type = 'silo.load' order by heard, seq`,
  })

const fresh = () =>
  keepLoads({
    store: running.database.store,
    sha256,
    clock: () => running.clock.now,
    lookedBack: hours(24 * 60),
    onTrouble: (error) => {
      throw error
    },
  })

test('how a silo stands is on record at the first look after the whole hour, and only when it reads differently', async () => {
  await publish()
  await running.engine.accept([reported(1), reported(2)])
  await running.passTo(on('2 09:59'))
  expect(await stored()).toEqual([])
  await running.passTo(on('2 10:00'))
  await running.engine.reload()
  expect(await stored()).toMatchObject([
    { at: '02 10:00', data: { silo: 'field', kind: 'repair', opened: 2, open: 2, broken_7d: 0 } },
  ])
  await running.passTo(on('2 11:00'))
  await running.engine.reload()
  expect(await stored()).toHaveLength(1)
})

test('a turn at any instant has the load of the last whole hour, now and after a restart', async () => {
  await publish()
  await running.engine.accept([reported(1)])
  await running.passTo(on('2 10:30'))
  await running.engine.accept([reported(2, '2 10:30')])
  await running.passTo(on('2 11:10'))
  await running.engine.accept([fixed(1, '2 11:10')])
  await running.passTo(on('2 12:00'))
  await running.engine.reload()
  for (const loads of [await fresh(), await loadsOnRecord(running.database.store, on('2 09:00'))]) {
    expect(loads.at('field', 'repair', on('2 09:59'))).toBeNull()
    expect(loads.at('field', 'repair', on('2 10:00'))).toMatchObject({ open: 1, opened: 1 })
    expect(loads.at('field', 'repair', on('2 11:59'))).toMatchObject({ open: 2, opened: 2 })
    expect(loads.at('field', 'repair', on('2 12:00'))).toMatchObject({ open: 1, opened: 2 })
    expect(loads.at('care', 'repair', on('2 12:00'))).toBeNull()
  }
})

test('outcomes count from their due time, for 7 and for 60 days; then the silo stands empty', async () => {
  await publish()
  await running.engine.accept([reported(1), reported(2)])
  await running.passTo(on('2 10:10'))
  await running.engine.accept([fixed(1, '2 10:10')])
  const last = async (): Promise<object | undefined> => {
    await running.engine.reload()
    return (await stored()).at(-1)?.data
  }
  await running.passTo(on('3 10:00'))
  expect(await last()).toMatchObject({ kept_7d: 0, open: 1 })
  await running.passTo(on('4 13:00'))
  expect(await last()).toMatchObject({ kept_7d: 1, kept_late_7d: 0, broken_7d: 1, broken_60d: 1, open: 0 })
  await running.passTo(on('12 13:00'))
  expect(await last()).toMatchObject({ kept_7d: 0, broken_7d: 0, kept_60d: 1, broken_60d: 1 })
  await running.passTo(on('4 13:00') + hours(24 * 61))
  expect(await last()).toMatchObject({ open: 0, kept_60d: 0, broken_60d: 0 })
})

test('counted twice it is stored once; whoever was away catches up with the last hour only', async () => {
  await publish()
  await running.engine.accept([reported(1)])
  running.clock.now = on('2 15:20')
  const [one, other] = [await fresh(), await fresh()]
  await Promise.all([one.keepUp(), other.keepUp(), running.engine.reload()])
  await one.keepUp()
  expect(await stored()).toMatchObject([{ at: '02 15:00' }])
  expect(one.at('field', 'repair', on('2 15:20'))).toEqual(other.at('field', 'repair', on('2 15:20')))
  expect(one.at('field', 'repair', on('2 14:59'))).toBeNull()
})

test('the first hour of a day writes all, so that nobody need read further back than a day', async () => {
  await publish()
  await running.engine.accept([reported(1)])
  await running.passTo(on('2 10:00'))
  await running.engine.reload()
  running.clock.now = on('3 07:10')
  await running.engine.reload()
  expect(await stored()).toMatchObject([{ at: '02 10:00' }, { at: '03 07:00' }])
})

test('without a model nothing is counted and nothing written', async () => {
  await running.engine.accept([reported(1)])
  running.clock.now = on('2 15:20')
  await running.engine.reload()
  expect(await stored()).toEqual([])
})

test('when it cannot be counted turns go on without it', async () => {
  await publish()
  await running.engine.reload()
  await running.database.store.query({ name: 'spoil', text: 'alter table load_hour rename to gone' })
  running.clock.now = on('2 10:20')
  expect(await running.engine.accept([reported(1)])).toEqual([{ status: 'accepted' }])
  await running.database.store.query({ name: 'mend', text: 'alter table gone rename to load_hour' })
})
