import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { days, hours } from '../../core/time/instant.ts'
import { fixedModel, readFixed } from '../../engine/model/fixed-model.testing.ts'
import { testInstallation, type Installation, type Ran } from './installed.testing.ts'

let at: Installation
beforeEach(async () => {
  at = await testInstallation()
  writeFileSync(join(at.folder, 'model.json'), fixedModel())
})
afterEach(() => at.remove())

const troth = (...words: readonly string[]): Promise<Ran> => at.trothIn({ readModel: readFixed }, ...words)
const publish = (...words: readonly string[]): Promise<Ran> =>
  troth('model', 'publish', join(at.folder, 'model.json'), ...words)

test('a model is published with a reason, once; it is listed, and shown to the letter', async () => {
  expect(await publish()).toMatchObject({ code: 2, err: expect.stringContaining('--reason') })
  expect(await publish('--reason', 'learned from last year')).toMatchObject({ code: 0, out: 'fixed is in force.' })
  expect(await publish('--reason', 'again')).toMatchObject({ out: expect.stringContaining('already') })
  expect(await troth('model', 'list')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/fixed \(in force\).*terminal:kim +learned from last year/),
  })
  expect(await troth('model', 'show')).toMatchObject({ code: 0, out: fixedModel() })
  expect(await troth('model', 'show', 'fixed')).toMatchObject({ code: 0, out: fixedModel() })
})

test('what is no model is not published, with its place and what to do; the one in force stays', async () => {
  await publish('--reason', 'learned')
  writeFileSync(join(at.folder, 'model.json'), '{}')
  const refused = await publish('--reason', 'try')
  expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('error name: This is no model') })
  expect(refused.err).toContain('Nothing was published.')
  expect(JSON.parse((await troth('model', 'list', '--json')).out)).toMatchObject({ version: 'fixed', inForce: true })
})

test('without any model there is nothing to show, and it is said so', async () => {
  await troth('import', 'examples/small/facts.ndjson')
  expect(await troth('model', 'show')).toMatchObject({ code: 1, err: 'No model has been published.' })
  expect(await troth('model', 'list')).toMatchObject({ code: 0, out: expect.stringContaining('No model') })
  expect(await troth('model', 'lst')).toMatchObject({ code: 2, err: expect.stringContaining('“list”') })
})

test('status and doctor name the model in force and its age', async () => {
  await publish('--reason', 'learned')
  const later = { readModel: readFixed, clock: () => Date.now() + days(3) + 1000 }
  expect(await at.trothIn(later, 'status')).toMatchObject({
    out: expect.stringContaining('fixed, in force for 3 days'),
  })
  expect(JSON.parse((await troth('status', '--json')).out)).toMatchObject({
    model: { version: 'fixed', days: 0 },
    inJeopardy: {},
  })
  expect((await troth('doctor')).out).toMatch(/✓ model +fixed.*\n✓ load of silos +not counted yet/)
})

test('a model on record that cannot be read any more, and a load that grows old beside a server, are found', async () => {
  await publish('--reason', 'learned')
  await at.database.store.query({ name: 'spoil', text: `update model_version set content = '{}'` })
  expect((await troth('doctor')).out).toMatch(/✗ model .*\n.*cannot be read.*troth learn/)
  const since = Date.now() - hours(5)
  const run = { pid: process.pid, address: 'http://localhost:1', token: 't', version: '0', started: since }
  writeFileSync(join(at.folder, 'run.json'), JSON.stringify(run))
  await at.database.store.query({ name: 'age', text: `update model_version set valid_from = valid_from - ${hours(6)}` })
  expect((await troth('doctor')).out).toMatch(/! load of silos +not counted yet\n.*more than two hours/)
})
