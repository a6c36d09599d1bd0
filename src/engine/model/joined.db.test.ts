import { afterEach, expect, test } from 'vitest'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { testEngine, sha256, type TestEngine } from '../engine.testing.ts'
import { loadInForce } from '../in-force.ts'
import { loadsOnRecord } from '../load/keep-loads.ts'
import { laddersOf } from '../turn/ladders.ts'
import { verify } from '../verify.ts'
import { fixedModel, readFixed } from './fixed-model.testing.ts'
import { modelsInForce } from './models-in-force.ts'
import { publishModel } from './publish-model.ts'

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
`
let running: TestEngine | undefined
async function texts(columns: string, from: string): Promise<unknown> {
  const rows = await running?.database.store.query<{ row: readonly unknown[] }>({
    name: from.slice(0, 20),
    text: `select json_build_array(${columns}) as row from ${from}`,
  })
  return rows?.map(({ row }) => row)
}
afterEach(() => running?.stop())

test('a published model warns of open promises, live as folded again', async () => {
  running = await testEngine({ now: on('2 09:00'), playbooks: [playbook], readModel: readFixed })
  const { engine, database, clock, passTo } = running
  const due = text('9 12:00')
  await engine.accept([given('fault.reported', '2 09:00', { fault: 'a', due }, { id: 'a', subject: 'crm:1' })])
  await passTo(on('3 09:00'))
  const publish = (level: 'low' | 'high', name: string, probability: number) =>
    database.store.inTransaction((tx) =>
      publishModel(
        tx,
        { content: fixedModel({ level, name, probability }), file: 'm', reason: 'r', by: 'k', now: clock.now },
        { readModel: readFixed, sha256 },
      ),
    )
  await publish('low', 'first', 0.2)
  await passTo(on('4 09:00'))
  await engine.accept([given('fault.reported', '4 09:00', { fault: 'b', due }, { id: 'b', subject: 'crm:2' })])
  await passTo(on('5 09:00'))
  await publish('high', 'second', 0.9)
  await running.restart()
  await running.passTo(on('10 09:00'))
  const rows = await texts(
    `a.alias, d.outcome, d.occurrence, d.model_version, d.because->>'reason', to_char(at(d.at) at time zone 'UTC', 'DD HH24:MI')`,
    'decision d join alias a using (bucket, customer) order by a.alias, d.n',
  )
  const facts = await texts(
    `about, data->>'level', data->>'model_version', to_char(at(time) at time zone 'UTC', 'DD HH24:MI')`,
    `fact where type = 'promise.in-jeopardy' order by about, heard`,
  )
  expect(rows).toEqual([
    ['crm:1', 'said', 'half', 'second', 'field has 2 open', '05 10:30'],
    ['crm:2', 'said', 'half', 'second', 'field has 2 open', '06 10:30'],
  ])
  expect(facts).toEqual([
    ['crm:1', 'high', 'second', '05 10:30'],
    ['crm:2', 'low', 'first', '04 09:00'],
    ['crm:2', 'high', 'second', '06 10:30'],
  ])
  const { program } = await loadInForce(database.store, {
    sha256,
    ladders: laddersOf({ brand: 'main', brands: {}, silos: {} }),
  })
  const loads = await loadsOnRecord(database.store, 0)
  const { forecaster } = await modelsInForce(database.store, { readModel: readFixed, sha256, loads, since: 0 })
  const verified = await verify(database.store, { program, forecaster, zone: 'UTC', sha256, until: null })
  expect(verified.differences).toEqual([])
  expect(verified.decisions).toBeGreaterThan(1)
})
