import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { Fact } from '../../core/fact/fact.ts'
import { on } from '../../core/fact/fact.testing.ts'
import { openRejects } from '../../silos/file/rejects.ts'
import { sha256, testEngine, type TestEngine } from '../engine.testing.ts'
import { importFile } from './import-file.ts'

const playbook = `
playbook: test
promises:
  stated:
    key: data.promise
    kind: { cel: data.kind }
    owner: { cel: data.owner }
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    moments:
      - { id: thanks, at: { life: kept }, say: thanks }
      - { id: sorry, at: { life: broken }, say: sorry }
`
const folder = mkdtempSync(join(tmpdir(), 'troth-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

let running: TestEngine | undefined
afterEach(() => running?.stop())

async function start(): Promise<TestEngine> {
  running = await testEngine({ now: on('20 09:00'), playbooks: [playbook] })
  await running.brand('on')
  return running
}

const event = (type: string, n: number, data: object, more: object = {}): string =>
  `${JSON.stringify({ specversion: '1.0', source: 'desk', id: `${n}:${type}`, type, subject: `crm:${n}`, time: '2026-03-20T08:00:00Z', data, ...more })}\n`

const made = (n: number): string =>
  event('promise.made', n, { promise: `p${n}`, kind: 'repair', owner: 'field', due: '2026-03-21T17:00:00Z' })
const kept = (n: number): string => event('promise.kept', n, { promise: `p${n}` }, { heard: '2026-03-20T08:30:00Z' })
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n + 1)

function file(content: string) {
  const path = join(folder, 'facts.ndjson')
  writeFileSync(path, content)
  return { path, mapping: undefined, sha256, rejects: openRejects(), warn: () => undefined }
}

interface Importing {
  readonly live?: boolean
  readonly accept?: (facts: readonly Fact[]) => ReturnType<TestEngine['engine']['accept']>
}

const importing = (test: TestEngine, from: ReturnType<typeof file>, { live = false, accept }: Importing = {}) =>
  importFile({
    store: test.database.store,
    accept: accept ?? ((facts) => test.engine.accept(facts)),
    file: from,
    id: `id of ${from.path}`,
    live,
    clock: () => test.clock.now,
  })

const rows = (test: TestEngine, name: string, columns: string): Promise<readonly object[]> =>
  test.database.store.query({
    name: `rows of ${name.split(' ')[0]}: ${columns.slice(0, 30)}`,
    text: `select ${columns} from ${name}`,
  })

test('an import makes and keeps promises and tells nobody, not even of an hour ago', async () => {
  const test = await start()
  const imported = await importing(
    test,
    file(
      numbers(3)
        .map((n) => made(n) + kept(n))
        .join(''),
    ),
  )
  await test.passTo(on('22 09:00'))
  expect(imported).toMatchObject({ skipped: 0, row: { rows: 6, counts: { accepted: 6, again: 0, refused: 0 } } })
  expect(await rows(test, 'promise', 'distinct state')).toEqual([{ state: 'kept' }])
  expect(test.sent).toEqual([])
})

test('what was imported open is watched from now on', async () => {
  const test = await start()
  await importing(test, file(made(1)))
  await test.passTo(on('22 09:00'))
  expect(test.sent.map(({ template }) => template)).toEqual(['sorry'])
})

test('only what a person calls live is news', async () => {
  const test = await start()
  await importing(test, file(made(1) + kept(1)), { live: true })
  await test.passTo(on('20 10:00'))
  expect(test.sent.map(({ template }) => template)).toEqual(['thanks'])
})

test('the same file once more changes nothing', async () => {
  const test = await start()
  const from = file(
    numbers(3)
      .map((n) => made(n) + kept(n))
      .join(''),
  )
  await importing(test, from)
  const before = await rows(test, 'fact', 'count(*)')
  expect(await importing(test, from)).toMatchObject({ row: { counts: { accepted: 0, again: 6, refused: 0 } } })
  expect(await rows(test, 'fact', 'count(*)')).toEqual(before)
})

test('an import that was stopped goes on where it stopped', async () => {
  const test = await start()
  const from = file(numbers(2500).map(made).join(''))
  let calls = 0
  const dying = (facts: readonly Fact[]) => {
    calls += 1
    return calls > 2 ? Promise.reject(new Error('the power went')) : test.engine.accept(facts)
  }
  await expect(importing(test, from, { accept: dying })).rejects.toThrow('the power went')
  const given: number[] = []
  const counting = (facts: readonly Fact[]) => {
    given.push(facts.length)
    return test.engine.accept(facts)
  }
  expect(await importing(test, from, { accept: counting })).toMatchObject({
    skipped: 2000,
    row: { rows: 2500, counts: { accepted: 2500 } },
  })
  expect(given).toEqual([500])
})

test('what Troth decided itself does not come in again, nor what lies ahead; the line is named, the rest counts', async () => {
  const test = await start()
  const own = event('case.opened', 1, { case: 'c', kind: 'k' }, { origin: 'engine' })
  const ahead = event('promise.kept', 2, { promise: 'p2' }, { time: '2026-03-25T08:00:00Z' })
  const from = file(own + ahead + made(3))
  expect(await importing(test, from)).toMatchObject({ row: { counts: { accepted: 1, refused: 2 } } })
  const problems = from.rejects.problems().map(({ place, code }) => `${place.line} ${code}`)
  expect(problems.toSorted()).toEqual(['1 origin-not-allowed', '2 clock-ahead'])
})

test('when the file says it was learned is kept beside when we heard it', async () => {
  const test = await start()
  await importing(test, file(made(1) + kept(1)))
  expect(await rows(test, `fact where origin = 0 order by type desc`, 'type, known, heard, history')).toEqual([
    { type: 'promise.made', known: null, heard: on('20 09:00'), history: true },
    { type: 'promise.kept', known: on('20 08:30'), heard: on('20 09:00'), history: true },
  ])
})
