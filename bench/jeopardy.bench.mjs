// @ts-check
// How well the model tells what will break, over the two real files; what judges is later than what teaches.
// Build first, then: node bench/jeopardy.bench.mjs > bench/results/<date>-jeopardy.md
import { execSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { pastVersionsOf } from '../dist/analysis/past-versions.js'
import { openPast } from '../dist/cli/past.js'
import { replayFile } from '../dist/cli/replay-file.js'
import { figuresOf } from '../dist/forecast/learn/figures.js'
import { policyOf } from '../dist/forecast/learn/levels.js'
import { askedAt } from '../dist/forecast/learn/samples.js'
import { loadsOf } from '../dist/forecast/load.js'
import { learn } from '../dist/forecast/model/learn.js'
import { openUntil } from '../dist/forecast/model/past.js'
import { isLastLook, pointsOf } from '../dist/forecast/model/points.js'
import { score } from '../dist/forecast/model/score.js'

const DATA = resolve(process.env['TROTH_DATA'] ?? '../shared/data')
const terminal = { out: () => undefined, err: () => undefined, isWatched: false, columns: 100 }
const nobody = {
  env: {},
  folder: '.',
  clock: () => 0,
  ask: async () => null,
  onEnd: () => () => undefined,
  quit: () => undefined,
}

/** @typedef {import('../dist/forecast/model/past.js').PastVersion} PastVersion */

/** @param {string} name @param {string} map @param {string} until */
async function pastOf(name, map, until) {
  const command = { args: [], terminal, world: nobody, now: () => performance.now() }
  const past = await openPast(command, join(DATA, name), { map, playbook: 'keep-informed', until })
  /** @type {PastVersion[]} */
  const versions = []
  await replayFile(past.replay, ({ turn }) => versions.push(...pastVersionsOf(turn)))
  past.close()
  return { versions, zone: past.zone, file: name }
}

/** @param {PastVersion} version */
const isBroken = (version) => version.settlements.at(-1)?.state === 'broken'

/** @param {{versions: readonly PastVersion[], zone: any, file: string}} past @param {number} before */
function modelOf({ versions, zone, file }, before) {
  const began = process.cpuUsage()
  const learned = learn(versions, { before, zone, file })
  const { user, system } = process.cpuUsage(began)
  if ('problems' in learned) throw new Error(learned.problems[0]?.reason)
  return { model: learned.model, seconds: (user + system) / 1e6 }
}

/** @param {string} name @param {readonly {probability: number, broken: boolean}[]} judged */
function row(name, judged) {
  const figures = figuresOf(judged)
  if (figures === null) return
  const { n, base, auc, ece, recallAtPrecision } = figures
  const recalls = [recallAtPrecision['0.95'], recallAtPrecision['0.90']]
  console.log(`| ${name} | ${n} | ${[base, auc, ece, ...recalls].map((value) => value.toFixed(3)).join(' | ')} |`)
}

/** @param {Awaited<ReturnType<typeof pastOf>>} past @param {{before: number, to: number, name: string}} cut */
function judgeDated(past, { before, to, name }) {
  const { model, seconds } = modelOf(past, before)
  const loads = loadsOf(past.versions)
  /** @type {Map<string, {probability: number, broken: boolean}[]>} */
  const byPoint = new Map([
    ['tell-by', []],
    ['made', []],
  ])
  /** @type {import('../dist/forecast/learn/levels.js').Watched[]} */
  const watched = []
  for (const version of past.versions) {
    const { made, dueTo, tellBy, settlements } = version
    if (made < before || made >= to || dueTo === null || tellBy === null || settlements.length === 0) continue
    const looks = []
    for (const { point, at } of dueTo < made ? [] : pointsOf({ made, dueTo, tellBy })) {
      if (at >= openUntil(version)) continue
      const probability = score(model, askedAt(version, loads, at))?.probability ?? NaN
      byPoint.get(point)?.push({ probability, broken: isBroken(version) })
      if (point !== 'tell-by') looks.push({ at, probability, isLast: isLastLook({ made, tellBy }, at) })
    }
    watched.push({ broken: isBroken(version), dueTo, looks })
  }
  for (const [point, judged] of byPoint) row(`${name}, ${point}`, judged)
  return `${name}: ${seconds.toFixed(1)} s of CPU to learn; told by its levels: ${JSON.stringify(policyOf(watched, model.levels))}`
}

/** @param {Awaited<ReturnType<typeof pastOf>>} past */
function judgeHandOvers(past) {
  const made = past.versions.map((version) => version.made).sort((a, b) => a - b)
  const before = made[Math.floor(made.length * 0.7)] ?? 0
  const { model } = modelOf(past, before)
  const loads = loadsOf(past.versions)
  const later = past.versions.filter((version) => version.made >= before && version.settlements.length > 0)
  const judged = later.flatMap((version) =>
    version.handOvers
      .filter(({ heard }) => heard < openUntil(version))
      .map(({ heard }) => ({
        probability: score(model, askedAt(version, loads, heard))?.probability ?? NaN,
        broken: isBroken(version),
      })),
  )
  row('incidents, at each hand-over', judged)
}

const commit = execSync('git rev-parse --short HEAD').toString().trim()
console.log(`# Jeopardy: ${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.versions.node}\n`)
console.log('| judged | n | base | AUC | ECE | recall at precision .95 | at .90 |\n|---|---:|---:|---:|---:|---:|---:|')
const boston = await pastOf('boston-311-2015-h1.csv.gz', 'examples/boston-311/mapping.yaml', '2016-01-13')
const to = Date.parse('2015-07-01T04:00:00Z')
const said = [
  judgeDated(boston, { before: Date.parse('2015-04-15T04:00:00Z'), to, name: 'Boston, learned before 15 April' }),
  judgeDated(boston, { before: Date.parse('2015-05-15T04:00:00Z'), to, name: 'Boston, learned before 15 May' }),
]
judgeHandOvers(await pastOf('incident-sla-2016.csv.gz', 'examples/incidents/mapping.yaml', '2017-03-01'))
console.log(`\n${said.join('\n')}`)
