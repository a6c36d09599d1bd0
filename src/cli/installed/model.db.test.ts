import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
