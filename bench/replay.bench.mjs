// @ts-check
// The whole replay as a command, beside what nobody can do without in the same run: `node bench/replay.bench.mjs [CUSTOMERS …]`.
// Build first. Facts are made in a temporary folder and taken away again; 5,000,000 customers need 7 GB there.
import { spawnSync } from 'node:child_process'
import { closeSync, createReadStream, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse'

const DATA = resolve(process.env['TROTH_DATA'] ?? '../shared/data')
const BOSTON = join(DATA, 'boston-311-2015-h1.csv.gz')
const PAST = ['--playbook', 'keep-informed', '--json']

/**
 * What stands beside it runs as a process of its own too: start-up and V8's threads count on both sides.
 * @param {'csv' | 'lines'} what
 * @param {string} path
 * @returns {number} µs of CPU for each row or line
 */
function beside(what, path) {
  const own = fileURLToPath(import.meta.url)
  return Number(spawnSync(process.execPath, [own, '--beside', what, path], { encoding: 'utf8' }).stdout)
}

/** @param {readonly string[]} words */
function replay(words) {
  const { stdout } = spawnSync(process.execPath, ['bin/troth', 'replay', ...words, ...PAST], { encoding: 'utf8' })
  return JSON.parse(stdout)
}

/** @param {string} path JSON.parse of every line, reading included */
async function parseLines(path) {
  let count = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    JSON.parse(line)
    count++
  }
  return count
}

/** @param {string} path @returns {Promise<number>} */
const parseCsv = (path) =>
  new Promise((done) => {
    let count = 0
    createReadStream(path)
      .pipe(createGunzip())
      .pipe(parse())
      .on('data', () => count++)
      .on('end', () => done(count))
  })

if (process.argv[2] === '--beside') {
  const [what, path = ''] = process.argv.slice(3)
  const count = await (what === 'csv' ? parseCsv(path) : parseLines(path))
  const { user, system } = process.cpuUsage()
  console.log((user + system) / count)
  process.exit()
}

const round = (/** @type {number} */ n) => n.toFixed(1)

console.log('| input | facts | µs CPU a fact | facts/s, one core | beside it | ratio | seconds | peak RSS MiB |')
console.log('|---|---:|---:|---:|---|---:|---:|---:|')

if (existsSync(BOSTON)) {
  const ROWS = 58_119
  for (let round_ = 0; round_ < 3; round_++) {
    const base = beside('csv', BOSTON)
    const ours = replay([BOSTON, '--map', 'examples/boston-311/mapping.yaml', '--until', '2016-01-13'])
    const each = (ours.cpuSeconds * 1e6) / ROWS
    const other = `gunzip + csv-parse ${round(base)} µs a row`
    console.log(
      `| Boston CSV, ${ROWS} rows | ${ours.facts} | ${round(each)} a row | ${Math.round(1e6 / each)} rows | ${other} | ${(each / base).toFixed(2)} | ${ours.seconds} | ${ours.peakRssMiB} |`,
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
    const base = beside('lines', path)
    const ours = replay([path, '--until', '2026-12-31'])
    const each = (ours.cpuSeconds * 1e6) / ours.facts
    const other = `read + JSON.parse ${round(base)} µs`
    console.log(
      `| ${customers} customers, NDJSON | ${ours.facts} | ${round(each)} | ${Math.round(1e6 / each)} | ${other} | ${(each / base).toFixed(2)} | ${ours.seconds} | ${ours.peakRssMiB} |`,
    )
    rmSync(path)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
