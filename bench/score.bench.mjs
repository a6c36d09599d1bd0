// @ts-check
// What a score costs: CPU time, best of nine rounds over 20,000 versions at tell-by, with their loads at hand, and with the
// loads looked up and the reasons worded as a turn does. Build first, then: node bench/score.bench.mjs MODEL > bench/results/<date>-score.md
import { execSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { loadsOf } from '../dist/forecast/load.js'
import { readModel } from '../dist/forecast/model/read.js'
import { score } from '../dist/forecast/model/score.js'

const COUNT = 20_000
const ROUNDS = 9
const HOUR = 3_600_000

const path = process.argv[2]
if (path === undefined) throw new Error('name a model file, as troth learn writes it')
const read = readModel(readFileSync(path, 'utf8'), path)
if ('problems' in read) throw new Error(read.problems[0]?.reason)
const { model } = read

const start = Date.parse(model.learned.before)
const kinds = Object.entries(model.history.owners).flatMap(([owner, known]) =>
  Object.keys(known.kinds).map((kind) => ({ owner, kind })),
)

/** @param {number} n */
function pastVersion(n) {
  const { owner, kind } = kinds[n % kinds.length] ?? { owner: '', kind: '' }
  const made = start + n * 60_000
  const dueTo = made + (24 + (n % 20) * 24) * HOUR
  const at = n % 3 === 0 ? dueTo : made + 12 * HOUR
  /** @type {'broken' | 'kept'} */
  const state = n % 3 === 0 ? 'broken' : 'kept'
  const settlements = [{ state, at, heard: at }]
  const none = { traits: {}, cured: null, handOvers: [], needs: [], rule: 'bench' }
  return { ...none, owner, kind, made, heard: made, dueTo, tellBy: dueTo - 12 * HOUR, settlements }
}

const past = Array.from({ length: COUNT }, (_, n) => pastVersion(n))
const loads = loadsOf(past)
const asked = past.map(({ owner, kind, traits, made, dueTo, tellBy }) => {
  const work = { holder: null, from: null, handOvers: 0, load: loads.at(owner, kind, tellBy) }
  return { owner, kind, traits, made, dueTo, tellBy, at: tellBy, ...work }
})
/** The same versions looked at between two points, where no short cut helps. */
const between = asked.map((one) => ({ ...one, at: one.made + (one.tellBy - one.made) * 0.7 }))

/** @param {string} name @param {(n: number) => number} work */
function row(name, work) {
  let kept = 0
  let best = Infinity
  for (let round = 0; round < ROUNDS + 5; round++) {
    const before = process.cpuUsage()
    for (let n = 0; n < COUNT; n++) kept += work(n)
    const { user, system } = process.cpuUsage(before)
    if (round >= 5) best = Math.min(best, (user + system) / COUNT)
  }
  if (Number.isNaN(kept)) throw new Error(`${name} came to nothing`)
  console.log(`| ${name} | ${best.toFixed(2)} | ${(1 / best).toFixed(2)} |`)
}

/** @template T @param {T | undefined} value @returns {T} */
function known(value) {
  if (value === undefined) throw new Error('beyond the end')
  return value
}

const commit = execSync('git rev-parse --short HEAD').toString().trim()
console.log(`# Scores: ${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.versions.node}`)
console.log(
  `${cpus().length} × ${cpus()[0]?.model}; a model of ${model.learned.versions} promises, ${kinds.length} kinds\n`,
)
console.log('| | µs CPU each | million a second, one core |\n|---|---:|---:|')
row('a score at tell-by, load at hand', (n) => score(model, known(asked[n]))?.probability ?? NaN)
row('a score between two points, load at hand', (n) => score(model, known(between[n]))?.probability ?? NaN)
row(
  'the load of a silo and kind at an hour',
  (n) => loads.at(known(past[n]).owner, known(past[n]).kind, known(asked[n]).at)?.open ?? 0,
)
row('a score with its reasons in words', (n) => score(model, known(asked[n]))?.reasons().length ?? NaN)
