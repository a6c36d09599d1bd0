import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { modelText } from '../forecast/model/model.ts'
import { HOURS_OF_WEEK } from '../forecast/model/working-hours.ts'
import { main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-backtest-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function troth(...words: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal = {
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    isWatched: false,
    columns: 100,
  }
  return { code: await main(words, terminal), out: out.join('\n'), err: err.join('\n') }
}

const SMALL = 'examples/small/facts.ndjson'
const MARCH = ['--from', '2026-03-01', '--to', '2026-04-01'] as const

test('without a model nothing is judged, and it says why; what silos said is counted', async () => {
  const { code, out } = await troth('backtest', SMALL, ...MARCH, '--json')
  const report = JSON.parse(out)
  expect(code).toBe(0)
  expect(report).toMatchObject({ headsUps: null, beside: null, atBirth: null, handOvers: null, against: null })
  expect(report.why).toContain('no model was given')
  expect(report.telling.policy).toMatchObject({ broken: 3, toldInTime: 1, silent: 2 })
})

test('for a person the same figures are a table', async () => {
  const { out } = await troth('backtest', SMALL, ...MARCH)
  expect(out).toContain('every promise, keep-informed')
  expect(out).toContain('66.7 %')
})

test('a playbook held against itself is exact for everyone', async () => {
  const { out } = await troth('backtest', SMALL, ...MARCH, '--against', 'keep-informed', '--json')
  expect(JSON.parse(out).against).toMatchObject({ exactToTheEnd: 1, differences: [] })
})

test('the page stands alone: no script, nothing fetched, and a name cannot become markup', async () => {
  const page = join(folder, 'page.html')
  const facts = readFileSync(SMALL, 'utf8').replaceAll('"kind": "', '"kind": "<script>alert(1)</script>')
  const file = join(folder, 'facts.ndjson')
  writeFileSync(file, facts)
  expect(await troth('backtest', file, ...MARCH, '--html', page)).toMatchObject({ code: 0 })
  const text = readFileSync(page, 'utf8')
  expect(text).not.toContain('<script')
  expect(text).toContain('&lt;script&gt;')
  expect(text).not.toMatch(/(src|href)=|url\((?!#)|@import/)
})

test('days that judge nothing are answered with the days there are', async () => {
  const { code, err } = await troth('backtest', SMALL, '--from', '2020-01-01', '--to', '2020-02-01')
  expect(code).toBe(1)
  expect(err).toContain('Those of this file were made from 2026-03-')
})

test.each([
  ['the later day first', ['--from', '2026-04-01', '--to', '2026-03-01'], 2, 'is not before --to 2026-03-01.'],
  ['one day alone', ['--from', '2026-03-01'], 2, 'A backtest needs --from and --to.'],
  ['a word for a day', ['--from', 'spring', '--to', '2026-03-01'], 2, '--from spring is no day and no instant.'],
  ['a misspelt playbook', [...MARCH, '--playbook', 'keep-inform'], 3, 'Did you mean “keep-informed”?'],
  ['another that is not there', [...MARCH, '--against', 'no-such-one'], 3, 'There is no playbook “no-such-one”.'],
  ['a page in no folder', [...MARCH, '--html', join(folder, 'none', 'page.html')], 3, 'no such'],
])('%s is refused before anything is counted', async (_, words, code, reason) => {
  expect(await troth('backtest', SMALL, ...words)).toMatchObject({ code, err: expect.stringContaining(reason) })
})

test('standard input is refused: a backtest reads its file more than once', async () => {
  expect(await troth('backtest', '-', ...MARCH)).toMatchObject({ code: 2 })
  expect(existsSync('-')).toBe(false)
})

/** A model that learned nothing, and says nothing of anything. */
function modelOf(before: string): string {
  const chances = { made: 0.3, waiting: 0.8 }
  const levels = { low: 0.3, medium: 0.5, high: 0.8 }
  const curve = [1, 0.5, 0]
  return modelText({
    troth: 'model',
    format: 1,
    learned: { before, file: 'facts.ndjson', zone: 'UTC', versions: 0, falseAlarmCost: 0.1 },
    figures: { atTellBy: null, atBirth: null, undated: null, policy: null },
    levels: { early: levels, last: levels },
    dated: null,
    undated: null,
    thinning: { toTellBy: curve, toDue: curve },
    after: [],
    history: { ...chances, settled: 0, week: Array.from({ length: HOURS_OF_WEEK }, () => 1), owners: {} },
  })
}

test('a model that says nothing: scored as nought, counted, and nobody is told for it', async () => {
  const path = join(folder, 'empty.json')
  writeFileSync(path, modelOf('2026-03-01T00:00:00Z'))
  const { out } = await troth('backtest', SMALL, ...MARCH, '--model', path, '--json')
  const { headsUps, beside, atBirth, telling } = JSON.parse(out)
  expect(headsUps).toMatchObject({ n: 7, auc: 0.5, policy: { broken: 3, silent: 2 } })
  expect(headsUps.unscored).toBe(headsUps.n)
  expect(beside.tellEveryone.policy).toMatchObject({ silent: 0, falseAlarmsPer100Kept: 100 })
  expect(atBirth).toMatchObject({ seenAtBirth: 0 })
  expect(telling.messages).toBe(1)
})

test('a model that has seen what it would be judged by, one of another format and none at all are refused', async () => {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const later = modelOf('2026-03-02T00:00:00Z')
  const refused = async (path: string) => troth('backtest', SMALL, ...MARCH, '--model', path)
  expect(await refused(file('later.json', later))).toMatchObject({
    code: 3,
    err: expect.stringContaining('it has seen'),
  })
  const other = later.replace('"format": 1', '"format": 2')
  expect(await refused(file('other.json', other))).toMatchObject({ code: 3, err: expect.stringContaining('format 2') })
  expect(await refused(file('none.json', '{}'))).toMatchObject({
    code: 3,
    err: expect.stringContaining('no model file'),
  })
  expect(await refused(join(folder, 'away.json'))).toMatchObject({
    code: 3,
    err: expect.stringContaining('cannot be read'),
  })
})
