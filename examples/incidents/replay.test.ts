import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'

// The audit trail of an IT company's incidents: promises without a due time, settled by their closing rows.

const FILE = resolve(process.env['TROTH_DATA'] ?? '../shared/data', 'incident-sla-2016.csv.gz')
const PAST = ['--map', 'examples/incidents/mapping.yaml', '--playbook', 'keep-informed', '--until', '2017-03-01']

interface Row {
  readonly number: string
  readonly ident_state: string
  readonly made_sla: string
}

const troth = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['bin/troth', ...words], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })

let report: ReturnType<typeof JSON.parse>

beforeAll(() => {
  if (!existsSync(FILE)) throw new Error(`${FILE} is absent: put the data there, or name its folder in TROTH_DATA`)
  report = JSON.parse(troth('replay', FILE, ...PAST, '--json').stdout)
}, 60_000)

test('every incident is one promise, kept or broken as its closing rows say', () => {
  const rows: readonly Row[] = parse(gunzipSync(readFileSync(FILE)), { columns: true })
  const closed = rows.filter(({ ident_state }) => ident_state === 'Closed')
  const opened = new Set(rows.map(({ number }) => number)).size
  const kept = new Set(closed.filter(({ made_sla }) => made_sla === 'true').map(({ number }) => number)).size
  const broken = new Set(closed.filter(({ made_sla }) => made_sla === 'false').map(({ number }) => number)).size
  expect({ opened, kept, broken }).toEqual({ opened: 14_950, kept: 8_024, broken: 6_926 })
  expect(report.promises).toMatchObject({ opened, kept, broken, open: 0 })
  expect(report.rejected).toBe(0)
})

test('of a promise without a due time nobody can say how its break was told', () => {
  expect(report.breaks).toEqual({ toldInTime: 0, toldLate: 0, silent: 0, unknown: 6_926 })
  expect(report.decisions).toMatchObject({ said: 0, held: 0 })
})

test('an incident shows who had it, in the order it was handed over', () => {
  const promise = JSON.parse(troth('promises', FILE, '0000047', ...PAST, '--json').stdout)
  expect(promise.handOvers).toMatchObject([{ from: '70', to: '24', at: '2016-02-29T05:30:00Z' }])
  expect(promise.versions).toMatchObject([
    { state: 'kept', dueTo: null, tellBy: null, settledAt: '2016-03-06T10:00:00Z' },
  ])
}, 60_000)
