import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { Temporal } from 'temporal-polyfill'
import { beforeAll, expect, test } from 'vitest'

// The main job on the city's half-year, counted twice: by the command, and here straight from the CSV with another
// reader, another time library and no word of the product.

const FILE = resolve(process.env['TROTH_DATA'] ?? '../shared/data', 'boston-311-2015-h1.csv.gz')
const DAY = 86_400_000

const instant = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('America/New_York').epochMilliseconds

const UNTIL = instant('2016-01-13T00:00:00')

interface Row {
  readonly TARGET_DT: string
  readonly OPEN_DT: string
  readonly CLOSED_DT: string
  readonly SUBJECT: string
  readonly CLOSURE_REASON: string
}

interface Counts {
  opened: number
  kept: number
  broken: number
  open: number
  outstanding: number
  closedWithoutWork: number
  held: number
  readonly byOwner: Record<string, { opened: number; kept: number; broken: number }>
}

const ON_PAPER = ['uplicate', 'DUPLICATE', 'ADCLSD:', 'Case Invalid', 'NOACC:', 'TFA:']

function countRow(counts: Counts, row: Row): void {
  const made = instant(row.OPEN_DT)
  const due = instant(row.TARGET_DT)
  const closed = row.CLOSED_DT === '' ? Infinity : instant(row.CLOSED_DT)
  const tellBy = due - Math.min(DAY, Math.floor((due - made) / 2))
  const owner = (counts.byOwner[row.SUBJECT] ??= { opened: 0, kept: 0, broken: 0 })
  counts.opened += 1
  owner.opened += 1
  const isKept = closed <= due && closed <= UNTIL
  const isBroken = !isKept && due <= UNTIL
  if (isKept) counts.kept += 1
  if (isKept) owner.kept += 1
  if (isBroken) counts.broken += 1
  if (isBroken) owner.broken += 1
  if (!isKept && !isBroken) counts.open += 1
  if (isBroken && closed > UNTIL) counts.outstanding += 1
  if (closed <= UNTIL && ON_PAPER.some((mark) => row.CLOSURE_REASON.includes(mark))) counts.closedWithoutWork += 1
  if (tellBy <= UNTIL && closed > tellBy) counts.held += 1
}

function countCsv(): Counts {
  const counts = { opened: 0, kept: 0, broken: 0, open: 0, outstanding: 0, closedWithoutWork: 0, held: 0, byOwner: {} }
  const rows: readonly Row[] = parse(gunzipSync(readFileSync(FILE)), { columns: true })
  for (const row of rows) if (row.TARGET_DT !== '') countRow(counts, row)
  return counts
}

const troth = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['bin/troth', ...words], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })

const PAST = ['--map', 'examples/boston-311/mapping.yaml', '--playbook', 'keep-informed', '--until', '2016-01-13']

let counts: Counts
let report: ReturnType<typeof JSON.parse>

beforeAll(() => {
  if (!existsSync(FILE)) throw new Error(`${FILE} is absent: put the data there, or name its folder in TROTH_DATA`)
  counts = countCsv()
  report = JSON.parse(troth('replay', FILE, ...PAST, '--json').stdout)
}, 120_000)

test('the half-year comes to the counts that are known of it', () => {
  const { opened, kept, broken, open, renegotiated, withdrawn, disputed } = report.promises
  expect({ opened, kept, broken, open }).toEqual({ opened: 43_592, kept: 27_295, broken: 15_726, open: 571 })
  expect({ renegotiated, withdrawn, disputed }).toEqual({ renegotiated: 0, withdrawn: 0, disputed: 0 })
})

test('an independent count over the rows agrees, silo by silo', () => {
  const { held, byOwner, ...promises } = counts
  expect(report.promises).toMatchObject(promises)
  expect(report.byOwner).toEqual(byOwner)
  expect(report.decisions.held).toBe(held)
})

test('without a forecast every break was silent, and each silence has its reason', () => {
  expect(report.breaks).toEqual({ toldInTime: 0, toldLate: 0, silent: 15_726, unknown: 0 })
  expect(report.held).toEqual({ 'no forecast': counts.held })
  expect(report.decisions.byMoment).toEqual({
    'keep-informed.stated.heads_up': {
      said: 0,
      held: counts.held,
      superseded: 0,
      tooLate: 0,
      withheld: 0,
      notAllowed: 0,
    },
  })
})

test('nothing is rejected, and the forty rows that close before they open are named as warnings', () => {
  expect(report.rejected).toBe(0)
  expect(report.warnings).toBe(40)
})

test('one promise is shown with its evidence, and its silence is explained', () => {
  const shown = troth('promises', FILE, '101001240736', ...PAST, '--json')
  const promise = JSON.parse(shown.stdout)
  expect(promise.versions).toMatchObject([
    {
      state: 'broken',
      dueTo: '2015-01-16T13:30:00Z',
      tellBy: '2015-01-15T13:30:00Z',
      told: 'silent',
      curedAt: '2015-04-28T12:49:50Z',
    },
  ])
  expect(promise.facts.map(({ id }: { id: string }) => id)).toEqual(['101001240736:made', '101001240736:done'])
  const [decision] = promise.decisions
  const explained = JSON.parse(troth('explain', decision.id, FILE, ...PAST, '--json').stdout)
  expect(explained).toMatchObject({ outcome: 'held', at: '2015-01-15T13:30:00Z', because: { reason: 'no forecast' } })
}, 60_000)

test('what the city writes only at closing is not known before it', () => {
  const shown = troth(
    'promises',
    FILE,
    '101001240736',
    '--map',
    'examples/boston-311/mapping.yaml',
    '--until',
    '2015-04-27',
    '--json',
  )
  const text = shown.stdout
  expect(text).toContain('"state":"broken"')
  expect(text).not.toContain('Rebuilt luminaires')
  expect(text).not.toContain('PWDx_Street Light')
}, 60_000)
