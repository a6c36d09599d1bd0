// Reads NDJSON facts in any order, hands them over by customer: µs CPU a fact of each step, and peak memory.
// Build first, then: node bench/read-facts.bench.mjs CUSTOMERS >> bench/results/<date>-by-customer.md
// Each customer has three facts of about 320 bytes, far apart in the file. Needs 2 KB of disk a customer, in TMPDIR.
import { execSync, spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect } from '../dist/silos/file/by-customer.js'
import { readLines } from '../dist/silos/file/lines.js'
import { openFile } from '../dist/silos/file/open.js'
import { subjectOfLine } from '../dist/silos/file/subject-of-line.js'

const customers = Number(process.argv[2] ?? 200_000)
const STEPS = ['made', 'moved', 'kept']
const FIRST = Date.UTC(2015, 0, 1)

const lineOf = (step, number, place) =>
  `{"specversion":"1.0","id":"${number}:${step}","source":"bench","type":"promise.${step}","subject":"case:${number}","time":"${new Date(FIRST + place * 5).toISOString()}","data":{"promise":"${number}","kind":"Request for Pothole Repair","owner":"Public Works Department","due":"2015-03-02T12:00:00-05:00","channel":"Constituent Call","area":"Dorchester"}}\n`

function writeFacts(path) {
  const out = openSync(path, 'w')
  let waiting = []
  let place = 0
  for (const [turn, step] of STEPS.entries()) {
    for (let i = 0; i < customers; i += 1) {
      // 7,919 is prime to any round number of customers: each once, in another order.
      waiting.push(lineOf(step, (i * 7919 + turn * 77_777) % customers, (place += 1)))
      if (waiting.length === 2000) writeSync(out, waiting.splice(0).join(''))
    }
  }
  writeSync(out, waiting.join(''))
  closeSync(out)
}

const facts = customers * STEPS.length
async function spent(work) {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / facts
}

async function eachLine(path, take) {
  for await (const batch of readLines(await openFile(path))) {
    for (let i = 0; i < batch.lines.length; i += 1) take(batch.lines[i], batch.numbers[i])
  }
}

// Written by another process, so that the peak memory is the reader's.
if (process.argv[3] !== undefined) {
  writeFacts(process.argv[3])
  process.exit()
}
const folder = mkdtempSync(join(tmpdir(), 'troth-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true }))
const path = join(folder, 'facts.ndjson')
spawnSync(process.execPath, [process.argv[1], String(customers), path], { stdio: 'inherit' })

const customerOf = (subject) => hash('sha256', subject).slice(0, 32)
const by = collect({ parse: (text) => JSON.parse(text), tempFolder: folder })
let [seen, handed, previous] = [0, 0, '']
const costs = {}
costs['read lines'] = await spent(() => eachLine(path, (line) => void (seen += line.length)))
costs['read lines, find the subject'] = await spent(() =>
  eachLine(path, (line) => void (seen += subjectOfLine(line).length)),
)
costs['the same, and hash it'] = await spent(() =>
  eachLine(path, (line) => void (seen += customerOf(subjectOfLine(line)).length)),
)
costs['the same, and keep it (all of the way in)'] = await spent(() =>
  eachLine(path, (line, number) => by.addLine(customerOf(subjectOfLine(line)), line, number)),
)
costs['all of the way out: read back, sort, JSON.parse, group'] = await spent(async () => {
  for await (const batch of by.finish()) {
    if ('failed' in batch) throw new Error(batch.failed.reason)
    for (const one of batch) {
      if (one.customer <= previous) throw new Error('not ascending')
      previous = one.customer
      handed += one.facts.length
    }
  }
})
if (handed !== facts) throw new Error(`${handed} of ${facts} facts came back`)
const peak = process.resourceUsage().maxRSS / 1024

const sample = Array.from({ length: 20_000 }, (_, i) => lineOf('made', i, i))
const rounds = Math.ceil(facts / sample.length)
costs['for comparison: JSON.parse alone, a warm cache'] = await spent(() => {
  for (let round = 0; round < rounds; round += 1) for (const line of sample) seen += JSON.parse(line).subject.length
})

const commit = execSync('git rev-parse --short HEAD').toString().trim()
console.log(`## ${customers} customers, ${facts} facts\n`)
console.log(
  `${new Date().toISOString().slice(0, 10)} · commit ${commit} (and the working tree) · ${cpus()[0].model} · ${cpus().length} cores · Node ${process.version} · peak RSS ${peak.toFixed(0)} MB\n`,
)
console.log('| | µs CPU a fact |\n|---|---:|')
for (const [name, cost] of Object.entries(costs)) console.log(`| ${name} | ${cost.toFixed(2)} |`)
console.log('')
