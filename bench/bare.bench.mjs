// @ts-check
// What the statements of a commit cost without an engine: rows made beforehand, groups of 200, one connection after the other's
// commit: `node bench/bare.bench.mjs [CUSTOMERS]`. The engine's bench in the same minute is read against this.
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresCpu } from './postgres-cpu.mjs'
import { migrate } from '../dist/store/migrate.js'
import { writePromises } from '../dist/store/ledger/write-promises.js'
import { appendFacts } from '../dist/store/log/append-facts.js'
import { markSeen } from '../dist/store/log/mark-seen.js'
import { writeAliases } from '../dist/store/people/write-aliases.js'
import { startPostgres } from '../dist/store/postgres/start.js'
import { openStore } from '../dist/store/store.js'
import { setTimers } from '../dist/store/timer/set-timers.js'

const [customers = 30_000] = process.argv.slice(2).map(Number)
const hex = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex').slice(0, 32)
const folder = mkdtempSync(join(tmpdir(), 'troth-bench-'))
chmodSync(folder, 0o711)
const postgres = await startPostgres({ folder, preferSystem: process.env['TROTH_PG'] === 'system' })
if ('problems' in postgres) throw new Error(JSON.stringify(postgres.problems))
const store = openStore(postgres.connection)
await migrate(store)
const now = Date.now()

const DUE = now + 5 * 86_400_000
const due = new Date(DUE).toISOString()

/** @param {object} place @param {number} seq @param {{ type: string, id: string, about: string, data: Record<string, unknown> }} said */
const factRow = (place, seq, said) => ({
  .../** @type {{ bucket: number, subject_kind: number, subject: string }} */ (place),
  seq,
  heard: now,
  time: now,
  known: null,
  history: false,
  origin: 0,
  source: 'bench',
  sequence: null,
  ...said,
  personal: null,
  key_id: null,
})

/** @param {{ bucket: number, customer: string }} whose @param {number} n */
const promiseRow = (whose, n) => ({
  ...whose,
  id: `keep-informed.stated/p-${n}`,
  version: 1,
  kind: 'repair',
  key: `p-${n}`,
  owner: 'field',
  to: null,
  counted: true,
  state: 'open',
  made: now,
  due_from: null,
  due_to: DUE,
  tell_by: DUE - 86_400_000,
  settled: null,
  cured_at: null,
  heard: now,
  settled_heard: null,
  outcome: null,
  without_work: false,
  cause: null,
  told: null,
  playbook_version: 'keep-informed@1',
  evidence: [{ fact: `bench ${n}`, time: now, as: 'made' }],
})

/** @param {number} n */
function rowsOf(n) {
  const about = `crm:${n}`
  const customer = hex(about)
  const bucket = Number.parseInt(customer.slice(0, 8), 16) % 256
  const place = { bucket, subject_kind: 0, subject: customer }
  const made = { promise: `p-${n}`, kind: 'repair', owner: 'field', due, channel: 'phone', area: 'north' }
  const opened = { promise: `keep-informed.stated/p-${n}`, version: 1, kind: 'repair', owner: 'field', due_to: due }
  return {
    seen: { bucket, ref: hex(`bench ${n}`), content: n },
    alias: { bucket, customer, alias: about, heard: now },
    facts: [
      factRow(place, 1, { type: 'promise.made', id: `${n}`, about, data: made }),
      factRow(place, 2, { type: 'promise.opened', id: `${n}:opened`, about, data: opened }),
    ],
    promise: promiseRow({ bucket, customer }, n),
    timer: { ...place, wake: DUE - 86_400_000 },
  }
}

const all = Array.from({ length: customers }, (_, n) => rowsOf(n))
const [began, cpu, pg] = [performance.now(), process.cpuUsage(), postgresCpu(postgres.connection)]
for (let from = 0; from < customers; from += 200) {
  const rows = all.slice(from, from + 200)
  await store.inTransaction(async (tx) => {
    await markSeen(
      tx,
      rows.map(({ seen }) => seen),
    )
    await writeAliases(
      tx,
      rows.map(({ alias }) => alias),
    )
    await appendFacts(
      tx,
      rows.flatMap(({ facts }) => facts),
    )
    await writePromises(
      tx,
      rows.map(({ promise }) => promise),
    )
    await setTimers(
      tx,
      rows.map(({ timer }) => timer),
    )
  })
}
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpu)
const [node, server] = [(user + system) / customers, (postgresCpu(postgres.connection) - pg) / customers]
console.log(
  `bare statements of a promise made: ${(customers / seconds).toFixed(0)} facts/s; µs CPU a fact: Node ${node.toFixed(1)}, PostgreSQL ${server.toFixed(1)}, both ${(node + server).toFixed(1)}`,
)
await store.close()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
