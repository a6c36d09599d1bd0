// @ts-check
// Facts accepted, decided and committed a second, without HTTP: `node bench/engine.bench.mjs [CUSTOMERS] [BATCH] [AT_ONCE]`.
// Build first. CPU is that of this process and of PostgreSQL; facts are made before the clock starts.
import { hash } from 'node:crypto'
import { mkdtempSync, chmodSync, rmSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresCpu } from './postgres-cpu.mjs'
import { USUAL_RULES } from '../dist/core/message/may-send.js'
import { startEngine } from '../dist/engine/engine.js'
import { publishPlaybook } from '../dist/engine/in-force.js'
import { laddersOf } from '../dist/engine/turn/ladders.js'
import { migrate } from '../dist/store/migrate.js'
import { openVault } from '../dist/store/people/vault.js'
import { startPostgres } from '../dist/store/postgres/start.js'
import { openStore } from '../dist/store/store.js'

const [customers = 50_000, batch = 100, atOnce = 16] = process.argv.slice(2).map(Number)
/** @type {import('../dist/core/fact/subject.js').Sha256} */
const sha256 = (content) => hash('sha256', content, 'hex')
const folder = mkdtempSync(join(tmpdir(), 'troth-bench-'))
chmodSync(folder, 0o711)

/** Where the time of a commit goes, by statement, with TROTH_STATEMENTS=1. @type {Map<string, { calls: number, ms: number }>} */
const statements = new Map()

const postgres = await startPostgres({ folder, preferSystem: process.env['TROTH_PG'] === 'system' })
if ('problems' in postgres) throw new Error(JSON.stringify(postgres.problems))
const store = timed(openStore(postgres.connection))
await migrate(store)
const source = readFileSync('playbooks/keep-informed/playbook.yaml', 'utf8')
const now = Date.now()
await store.inTransaction((/** @type {import('../dist/store/store.js').Tx} */ tx) =>
  publishPlaybook(tx, { source, texts: {}, file: 'keep-informed', reason: 'bench', by: 'bench', now }, sha256),
)
const engine = await startEngine({
  store,
  vault: openVault(Buffer.alloc(32, 1)),
  sha256,
  zone: 'UTC',
  ladders: laddersOf({ brand: 'main', brands: {}, silos: {} }),
  channels: [],
  clock: () => Date.now(),
  word: () => ({ fate: 'failed', reason: 'refused', code: null, words: '' }),
  rulesOf: () => USUAL_RULES,
  burst: 200,
  log: (what, fields) => console.error(what, fields),
  onFenced: () => process.exit(1),
})
if ('problem' in engine) throw new Error(engine.problem.reason)
engine.run()

const due = new Date(now + 5 * 86_400_000).toISOString()
/** @param {number} customer @param {string} type @param {object} data */
const fact = (customer, type, data) => ({
  source: 'bench',
  id: `${customer}:${type}`,
  type,
  subject: `crm:${customer}`,
  time: now,
  heard: now,
  origin: /** @type {const} */ ('outside'),
  data: { promise: `p-${customer}`, ...data },
})
const rounds = [
  (/** @type {number} */ c) =>
    fact(c, 'promise.made', { kind: 'repair', owner: `silo-${c % 7}`, due, channel: 'phone', area: 'north' }),
  (/** @type {number} */ c) => fact(c, 'work.handed-over', { from: 'care', to: `silo-${c % 7}` }),
  (/** @type {number} */ c) => fact(c, 'promise.kept', { queue: 'q', reason: 'done' }),
]

/** @param {import('../dist/store/store.js').Store} whole */
function timed(whole) {
  if (process.env['TROTH_STATEMENTS'] !== '1') return whole
  /** @param {import('../dist/store/store.js').Tx} tx @returns {import('../dist/store/store.js').Tx} */
  const watch = (tx) => ({
    query: async (statement, values) => {
      const began = performance.now()
      const rows = await tx.query(statement, values)
      const { calls, ms } = statements.get(statement.name) ?? { calls: 0, ms: 0 }
      statements.set(statement.name, { calls: calls + 1, ms: ms + performance.now() - began })
      return /** @type {any} */ (rows)
    },
  })
  return { ...whole, inTransaction: (/** @type {any} */ work) => whole.inTransaction((tx) => work(watch(tx))) }
}

/** Customers far apart, so that each batch of 100 is of 100 customers. @param {number} n */
const shuffled = (n) => (n * 7919) % customers

console.log('| round | facts | facts/s | µs CPU Node | µs CPU PostgreSQL | µs both |')
console.log('|---|---:|---:|---:|---:|---:|')
for (const [index, make] of rounds.entries()) {
  const facts = Array.from({ length: customers }, (_, n) => make(shuffled(n)))
  const batches = Array.from({ length: customers / batch }, (_, n) => facts.slice(n * batch, (n + 1) * batch))
  const [began, cpu, pg] = [performance.now(), process.cpuUsage(), postgresCpu(postgres.connection)]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = batches.shift(); next !== undefined; next = batches.shift()) await engine.accept(next)
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const [node, server] = [(user + system) / customers, (postgresCpu(postgres.connection) - pg) / customers]
  for (const [name, { calls, ms }] of [...statements].toSorted((a, b) => b[1].ms - a[1].ms))
    console.log(`    ${name}: ${calls} calls, ${((ms * 1000) / customers).toFixed(1)} µs a fact`)
  statements.clear()
  console.log(
    `| ${['made', 'handed over', 'kept'][index]} | ${customers} | ${(customers / seconds).toFixed(0)} | ${node.toFixed(1)} | ${server.toFixed(1)} | ${(node + server).toFixed(1)} |`,
  )
}
globalThis.gc?.()
console.log(
  `heap ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB${globalThis.gc ? ' after collecting' : ''}`,
)
console.log(`RSS of Node ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB`)
await engine.stop()
await store.close()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
