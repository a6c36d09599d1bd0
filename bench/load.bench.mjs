// @ts-check
// What counting how silos stand costs the database, once an hour: `node bench/load.bench.mjs [PROMISES]`. Build first.
// Promises of 20 silos and 8 kinds over two years, one in fifty open: most of them are history, as in a ledger that has run for long.
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresCpu } from './postgres-cpu.mjs'
import { migrate } from '../dist/store/migrate.js'
import { countLoads } from '../dist/store/load/count-loads.js'
import { writePromises } from '../dist/store/ledger/write-promises.js'
import { startPostgres } from '../dist/store/postgres/start.js'
import { openStore } from '../dist/store/store.js'

const [promises = 100_000] = process.argv.slice(2).map(Number)
const hex = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex').slice(0, 32)
const folder = mkdtempSync(join(tmpdir(), 'troth-bench-'))
chmodSync(folder, 0o711)
const postgres = await startPostgres({ folder, preferSystem: false })
if ('problems' in postgres) throw new Error(JSON.stringify(postgres.problems))
const store = openStore(postgres.connection)
await migrate(store)
const HOUR = 3_600_000
const now = Math.floor(Date.now() / HOUR) * HOUR

/** @param {number} n */
function row(n) {
  const customer = hex(`crm:${n}`)
  const isOpen = n % 50 === 0
  const made = now - ((n * 7919) % (730 * 24)) * HOUR
  const due = isOpen ? now + 48 * HOUR : made + 72 * HOUR
  return {
    bucket: Number.parseInt(customer.slice(0, 8), 16) % 256,
    customer,
    id: `keep-informed.stated/p-${n}`,
    version: 1,
    kind: `kind-${n % 8}`,
    key: `p-${n}`,
    owner: `silo-${n % 20}`,
    to: null,
    counted: true,
    state: isOpen ? 'open' : n % 3 === 0 ? 'broken' : 'kept',
    made,
    due_from: null,
    due_to: due,
    tell_by: due - 24 * HOUR,
    settled: isOpen ? null : due - (n % 5) * HOUR,
    cured_at: null,
    heard: made,
    settled_heard: isOpen ? null : due - (n % 5) * HOUR,
    outcome: isOpen ? null : n % 3 === 0 ? 'broken' : 'kept',
    without_work: false,
    cause: null,
    told: null,
    playbook_version: 'keep-informed@1',
    evidence: [{ fact: `bench p-${n}`, time: made, as: 'made' }],
  }
}

for (let from = 0; from < promises; from += 500)
  await writePromises(
    store,
    Array.from({ length: Math.min(500, promises - from) }, (_, n) => row(from + n)),
  )
const connection = /** @type {{ host: string, port: number }} */ (postgres.connection)
for (let round = 0; round < 4; round++) {
  const [cpu, wall] = [postgresCpu(connection), performance.now()]
  let pairs = 0
  for (let times = 0; times < 5; times++) pairs = (await countLoads(store, now)).length
  const each = (postgresCpu(connection) - cpu) / 5_000
  console.log(
    `${promises} promises, ${pairs} pairs: ${each.toFixed(0)} ms of database CPU an hour, ${((performance.now() - wall) / 5).toFixed(0)} ms`,
  )
}
await store.close()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
