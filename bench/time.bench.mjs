// What a row's times cost: reading, converting, writing. CPU time, best of nine rounds over 180,000 values, with
// ECMAScript's own Date as the measure beside it, since machines and their neighbours differ.
// Build first, then: node bench/time.bench.mjs > bench/results/<date>-time.md
import { execSync } from 'node:child_process'
import { cpus } from 'node:os'
import { addBusinessDays } from '../dist/core/time/business-days.js'
import { noHolidays, workingCalendar } from '../dist/core/time/calendar.js'
import { formatInstant, parseInstant } from '../dist/core/time/instant.js'
import { formatLocal } from '../dist/core/time/local-day.js'
import { compileDateFormat } from '../dist/core/time/local-text.js'
import { atClock, localKind, toInstant } from '../dist/core/time/local-time.js'
import { offsetAt, zone } from '../dist/core/time/zone.js'

const COUNT = 180_000
const ROUNDS = 9
const START = Date.UTC(2015, 0, 1)

/** @param {() => unknown} work */
function cpuMs(work) {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** @template T @param {string} name @param {readonly T[]} values @param {(value: T) => number} work */
function row(name, values, work) {
  let kept = 0
  const round = () => {
    for (const value of values) kept += work(value)
  }
  for (let warm = 0; warm < 5; warm += 1) round()
  const best = Math.min(...Array.from({ length: ROUNDS }, () => cpuMs(round)))
  if (Number.isNaN(kept)) throw new Error(`${name}: a value was refused`)
  console.log(`| ${name} | ${((best / values.length) * 1e6).toFixed(0)} | ${best.toFixed(1)} |`)
}

/** Texts as a reader of files hands them over: slices of one long string. @param {readonly string[]} texts */
function sliced(texts) {
  const long = JSON.parse(JSON.stringify(texts.join('\n')))
  let at = 0
  return texts.map((text) => long.slice(at, (at += text.length + 1) - 1))
}

/** @param {string} pattern */
function format(pattern) {
  const compiled = compileDateFormat(pattern)
  if (typeof compiled !== 'function') throw new Error(compiled.error)
  return compiled
}

const commit = execSync('git rev-parse --short HEAD').toString().trim()
console.log(`# Times: ${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.versions.node}`)
console.log(`${cpus().length} × ${cpus()[0]?.model}; tzdata ${process.versions.tz}\n`)

const name = 'America/New_York'
const firstMs = cpuMs(() => offsetAt(known(zone(name)), START))
const newYork = known(zone(name))
console.log(`First zone of the process and its first stretch: ${firstMs.toFixed(1)} ms, mostly ICU's waking up.  `)
console.log(`Each stretch of 400 days learned: ${(cpuMs(() => learn(newYork)) / 100).toFixed(2)} ms.\n`)

/** @param {import('../dist/core/time/zone.js').Zone | undefined} at */
function known(at) {
  if (at === undefined) throw new Error(`no ${name}`)
  return at
}

/** @param {import('../dist/core/time/zone.js').Zone} at */
function learn(at) {
  for (let k = 0; k < 100; k += 1) offsetAt(at, START + (k - 30) * 400 * 86_400_000)
}

const locals = Array.from({ length: COUNT }, (_, k) => START + ((k * 7919) % (181 * 86_400)) * 1000)
const instants = locals.map((local) => toInstant(newYork, local))
const utc = JSON.parse(JSON.stringify(instants.map(formatInstant)))
const iso = sliced(locals.map(formatLocal))
const slashed = sliced(iso.map((t) => `${+t.slice(8, 10)}/${+t.slice(5, 7)}/${t.slice(0, 4)} ${t.slice(11, 16)}`))
const calendar = workingCalendar({ zone: name }, noHolidays)
if ('error' in calendar) throw new Error(calendar.error)
const [readIso, readSlashed] = [format('iso'), format('D/M/YYYY HH:mm')]
const evening = { days: -1, clock: '17:00' }

console.log('| work | ns each | ms for 180,000 |\n|---|---|---|')
row('`Date.parse` (for comparison)', utc, (text) => Date.parse(text))
row('`parseInstant`', utc, (text) => parseInstant(text) ?? NaN)
row('`Date.toISOString` (for comparison)', instants, (instant) => new Date(instant).toISOString().length)
row('`formatInstant`', instants, (instant) => formatInstant(instant).length)
row('`offsetAt`', instants, (instant) => offsetAt(newYork, instant))
row('`toInstant`', locals, (local) => toInstant(newYork, local))
row('`localKind`', locals, (local) => localKind(newYork, local).length)
row('`atClock`, the evening before', instants, (instant) => atClock(newYork, instant, evening))
row('ISO local text → instant', iso, (text) => toInstant(newYork, readIso(text) ?? NaN))
row('D/M/YYYY HH:mm → instant', slashed, (text) => toInstant(newYork, readSlashed(text) ?? NaN))
row('`addBusinessDays` 3', instants, (instant) => addBusinessDays(calendar, instant, 3))
