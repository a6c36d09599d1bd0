import { afterEach, beforeEach, expect, test } from 'vitest'
import { given, on, text } from '../../core/fact/fact.testing.ts'
import { testEngine, sha256, type TestEngine } from '../engine.testing.ts'
import type { KeptLoads } from '../load/keep-loads.ts'
import { openStanding } from '../standing.ts'
import { laddersOf } from '../turn/ladders.ts'
import { fixedModel, readFixed } from './fixed-model.testing.ts'
import { publishModel } from './publish-model.ts'
import type { ReadModel } from './read-model.ts'

const playbook = `
playbook: test
promises:
  repair:
    key: data.fault
    owner: field
    made-by: { fact: fault.reported }
    due: { to: { cel: data.due } }
    kept-by: { fact: fault.fixed }
    moments:
      - { id: soon, at: { before: due.to, by: 24h }, say: soon }
`
const reported = given('fault.reported', '2 09:00', { fault: 'f', due: text('9 12:00') })

let running: TestEngine | undefined
afterEach(() => running?.stop())
const start = async (): Promise<TestEngine> =>
  (running = await testEngine({ now: on('2 09:00'), playbooks: [playbook], readModel: readAndNote }))

/** The models the engine has read, by name. */
let read: string[] = []
beforeEach(() => {
  read = []
})
const readAndNote: ReadModel = (content, file, hash) => {
  const model = readFixed(content, file, hash)
  if ('version' in model) read.push(model.version)
  return model
}

async function publish(content: string): Promise<{ readonly version: string; readonly isNew: boolean }> {
  const { database, clock } = running ?? (await start())
  const publication = { content, file: 'model.json', reason: 'learned', by: 'kim', now: clock.now }
  const answer = await database.store.inTransaction((tx) =>
    publishModel(tx, publication, { readModel: readFixed, sha256 }),
  )
  if ('problems' in answer) throw new Error(answer.problems[0]?.reason)
  return answer
}

const NO_LOADS: KeptLoads = { at: () => null, keepUp: async () => undefined }

const rows = async (table: string, columns: string): Promise<readonly object[]> =>
  (await running?.database.store.query({ name: `${table} ${columns}`, text: `select ${columns} from ${table}` })) ?? []

test('a model is published once, and the silo that runs things hears of it', async () => {
  const { engine } = await start()
  expect(await publish(fixedModel())).toEqual({ version: 'fixed', isNew: true })
  expect(await publish(fixedModel())).toEqual({ version: 'fixed', isNew: false })
  expect(await rows('model_version', 'version, reason, by')).toEqual([
    { version: 'fixed', reason: 'learned', by: 'kim' },
  ])
  await engine.round()
  expect(await rows('fact', 'about, type, data')).toEqual([
    {
      about: 'silo:operations',
      type: 'model.published',
      data: { model: 'jeopardy', model_version: 'fixed', reason: 'learned', by: 'kim' },
    },
  ])
})

test('a publication wakes those who wait', async () => {
  const { engine, clock } = await start()
  await engine.accept([reported])
  expect(await rows('timer', 'wake')).toEqual([{ wake: on('8 12:00') }])
  clock.now = on('3 09:00')
  await publish(fixedModel())
  expect(await rows('timer', 'wake')).toEqual([{ wake: on('3 09:00') }])
})

test('it counts from the very next commit, however lately the engine looked what is in force', async () => {
  const { engine } = await start()
  await publish(fixedModel())
  expect(read).toEqual([])
  expect(await engine.accept([reported])).toEqual([{ status: 'accepted' }])
  expect(read).toEqual(['fixed'])
})

test('at each hour the model of that hour speaks; one that cannot be read any more says nothing', async () => {
  const { clock, database } = await start()
  await publish(fixedModel({ name: 'first', probability: 0.1 }))
  clock.now = on('3 09:00')
  await publish(fixedModel({ name: 'second', probability: 0.2 }))
  const ladders = laddersOf({ brand: 'main', brands: {}, silos: {} })
  const options = { store: database.store, sha256, ladders, readModel: readFixed, loads: NO_LOADS }
  const saidAt = async (now: number, since: number): Promise<number | null | undefined> => {
    const { forecaster } = (await openStanding({ ...options, since })).inForce()
    const promise = { owner: 'field', kind: 'repair' } as never
    return forecaster?.says({ promise, version: {} as never, made: reported, now })?.probability
  }
  expect(await saidAt(on('2 08:59'), 0)).toBeUndefined()
  expect(await saidAt(on('2 09:01'), 0)).toBe(0.1)
  expect(await saidAt(on('3 09:00'), 0)).toBe(0.2)
  expect(await saidAt(on('2 09:01'), on('3 10:00'))).toBeUndefined()
  await database.store.query({
    name: 'spoil',
    text: `update model_version set content = '{}' where version = 'second'`,
  })
  expect(await saidAt(on('2 09:01'), 0)).toBe(0.1)
  expect(await saidAt(on('3 09:00'), 0)).toBeUndefined()
})

test('what is not JSON is refused before anything is written, whatever a reader takes', async () => {
  const { database, clock } = await start()
  const publication = { content: 'name: fixed', file: 'model.yaml', reason: 'r', by: 'kim', now: clock.now }
  const takesAll: ReadModel = () => ({ version: 'yaml', forecaster: () => ({}) as never })
  const answer = await database.store.inTransaction((tx) =>
    publishModel(tx, publication, { readModel: takesAll, sha256 }),
  )
  expect(answer).toMatchObject({ problems: [{ code: 'model-not-json', place: { file: 'model.yaml' } }] })
  expect(await rows('model_version', 'version')).toEqual([])
})
