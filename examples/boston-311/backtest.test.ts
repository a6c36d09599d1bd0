import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { Temporal } from 'temporal-polyfill'
import { afterAll, expect, test } from 'vitest'

// What is judged is counted twice: by the command, and here straight from the CSV with another reader, another time
// library and no word of the product. Then the figures are held to what was asked of them.

const FILE = resolve(process.env['TROTH_DATA'] ?? '../shared/data', 'boston-311-2015-h1.csv.gz')
const DAY = 86_400_000

const folder = mkdtempSync(join(tmpdir(), 'troth-boston-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Row {
  readonly TARGET_DT: string
  readonly OPEN_DT: string
  readonly CLOSED_DT: string
}

const instant = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('America/New_York').epochMilliseconds

function countJudged(rows: readonly Row[]) {
  const [from, to] = [instant('2015-04-15T00:00:00'), instant('2015-07-01T00:00:00')]
  const counts = { n: 0, broken: 0, censored: 0, atBirth: 0 }
  const end = Math.max(
    ...rows.flatMap((row) => [row.OPEN_DT, row.CLOSED_DT].filter((text) => text !== '').map(instant)),
  )
  for (const row of rows) {
    const made = instant(row.OPEN_DT)
    if (row.TARGET_DT === '' || made < from || made >= to) continue
    const due = instant(row.TARGET_DT)
    const closed = row.CLOSED_DT === '' ? Infinity : instant(row.CLOSED_DT)
    const tellBy = due - Math.min(DAY, Math.floor((due - made) / 2))
    if (closed > end && due > end) counts.censored += 1
    else {
      // Made and closed in one breath: nobody could have scored it.
      if (closed > made) counts.atBirth += 1
      if (closed > tellBy) counts.n += 1
      if (closed > tellBy && closed > due) counts.broken += 1
    }
  }
  return counts
}

function troth(...words: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['bin/troth', ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  expect(`${status} ${stderr}`).toMatch(/^0 /)
  return stdout
}

const MAP = ['--map', 'examples/boston-311/mapping.yaml']
const IF_THERE = { skip: !existsSync(FILE), timeout: 300_000 }

test('the city’s second quarter, learned before it: judged as the CSV says, and as well as was asked', IF_THERE, () => {
  const model = join(folder, 'model.json')
  troth('learn', FILE, ...MAP, '--before', '2015-04-15', '--out', model)
  const period = ['--from', '2015-04-15', '--to', '2015-07-01', '--model', model]
  const { headsUps, beside, atBirth } = JSON.parse(troth('backtest', FILE, ...MAP, ...period, '--json'))
  const rows = parse<Row>(gunzipSync(readFileSync(FILE)), { columns: true, bom: true })
  const { n, broken, censored, atBirth: born } = countJudged(rows)
  expect(headsUps).toMatchObject({ n, censored, policy: { broken } })
  expect(headsUps.base).toBeCloseTo(broken / n, 5)
  expect(atBirth.n).toBe(born)
  expect(Object.keys(headsUps).slice(0, 6)).toEqual(['n', 'base', 'auc', 'ece', 'recallAtPrecision', 'policy'])

  const { auc, ece, recallAtPrecision, policy } = headsUps
  expect(auc).toBeGreaterThanOrEqual(0.82)
  expect(recallAtPrecision['0.95']).toBeGreaterThanOrEqual(0.59)
  expect(ece).toBeLessThanOrEqual(0.04)
  expect((policy.silent + policy.toldLate) / policy.broken).toBeLessThanOrEqual(0.05)
  expect(policy.falseAlarmsPer100Kept).toBeLessThan(70)
  expect(policy.falseAlarmsPer100Kept).toBeLessThan(beside.tellByTable.policy.falseAlarmsPer100Kept)
  expect(auc).toBeGreaterThan(beside.tellByTable.auc)
})
