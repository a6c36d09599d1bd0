// @ts-check
// The whole replay as a command, beside what nobody can do without in the same run: `node bench/replay.bench.mjs [CUSTOMERS …]`.
// Build first. Facts are made in a temporary folder and taken away again; 5,000,000 customers need 7 GB there.
import { spawnSync } from 'node:child_process'
import { closeSync, createReadStream, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'

const DATA = resolve(process.env['TROTH_DATA'] ?? '../shared/data')
const BOSTON = join(DATA, 'boston-311-2015-h1.csv.gz')
const PAST = ['--playbook', 'keep-informed', '--json']

/** @param {() => Promise<number>} work answers how many it did @returns µs of CPU for each */
async function cpu(work) {
  const before = process.cpuUsage()
  const count = await work()
  const { user, system } = process.cpuUsage(before)
  return { count, each: (user + system) / count }
}

/** @param {readonly string[]} words */
function replay(words) {
  const { stdout } = spawnSync(process.execPath, ['bin/troth', 'replay', ...words, ...PAST], { encoding: 'utf8' })
  return JSON.parse(stdout)
}

/** @param {string} path JSON.parse of every line, reading included */
const parseAll = (path) => async () => {
  let count = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    JSON.parse(line)
    count++
  }
  return count
}

const csvParse = () =>
  new Promise((done) => {
    let count = 0
    createReadStream(BOSTON)
      .pipe(createGunzip())
      .pipe(parse())
      .on('data', () => count++)
      .on('end', () => done(count))
  })

const round = (/** @type {number} */ n) => n.toFixed(1)

console.log('| input | facts | µs CPU a fact | facts/s, one core | beside it | ratio | seconds | peak RSS MiB |')
console.log('|---|---:|---:|---:|---|---:|---:|---:|')

if (existsSync(BOSTON)) {
  const ROWS = 58_119
  for (let round_ = 0; round_ < 3; round_++) {
    const base = await cpu(/** @type {() => Promise<number>} */ (csvParse))
    const ours = replay([BOSTON, '--map', 'examples/boston-311/mapping.yaml', '--until', '2016-01-13'])
    const each = (ours.cpuSeconds * 1e6) / ROWS
    const beside = `gunzip + csv-parse ${round(base.each)} µs a row`
    console.log(
      `| Boston CSV, ${ROWS} rows | ${ours.facts} | ${round(each)} a row | ${Math.round(1e6 / each)} rows | ${beside} | ${(each / base.each).toFixed(2)} | ${ours.seconds} | ${ours.peakRssMiB} |`,
    )
  }
}

const folder = mkdtempSync(join(tmpdir(), 'troth-bench-'))
try {
  for (const customers of process.argv.slice(2).map(Number)) {
    const path = join(folder, `${customers}.ndjson`)
    const out = openSync(path, 'w')
    spawnSync(process.execPath, ['bench/make-facts.mjs', String(customers)], { stdio: ['ignore', out, 'inherit'] })
    closeSync(out)
    const base = await cpu(parseAll(path))
    const ours = replay([path, '--until', '2026-12-31'])
    const each = (ours.cpuSeconds * 1e6) / ours.facts
    const beside = `read + JSON.parse ${round(base.each)} µs`
    console.log(
      `| ${customers} customers, NDJSON | ${ours.facts} | ${round(each)} | ${Math.round(1e6 / each)} | ${beside} | ${(each / base.each).toFixed(2)} | ${ours.seconds} | ${ours.peakRssMiB} |`,
    )
    rmSync(path)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
