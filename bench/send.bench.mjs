// @ts-check
// From a fact to a local HTTP sink: messages a second, CPU a message, and how long one alone takes: `node bench/send.bench.mjs [CUSTOMERS]`.
// Build first. CPU is that of this process and of PostgreSQL; the sink runs in a process of its own and is not counted.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { hash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresCpu } from './postgres-cpu.mjs'
import { openWebhook } from '../dist/channels/webhook.js'
import { WORDS_ALONE } from '../dist/core/message/channel.js'
import { USUAL_RULES } from '../dist/core/message/may-send.js'
import { startEngine } from '../dist/engine/engine.js'
import { publishPlaybook } from '../dist/engine/in-force.js'
import { laddersOf } from '../dist/engine/turn/ladders.js'
import { migrate } from '../dist/store/migrate.js'
import { openVault } from '../dist/store/people/vault.js'
import { startPostgres } from '../dist/store/postgres/start.js'
import { writeSendingState } from '../dist/store/company/write-sending-state.js'
import { openStore } from '../dist/store/store.js'

const [customers = 20_000, batch = 100] = process.argv.slice(2).map(Number)
/** @type {import('../dist/core/fact/subject.js').Sha256} */
const sha256 = (content) => hash('sha256', content, 'hex')
const folder = mkdtempSync(join(tmpdir(), 'troth-bench-'))
chmodSync(folder, 0o711)
const sink = fork(new URL('sink.mjs', import.meta.url))
const port = await new Promise((heard) => sink.once('message', heard))
/** @returns {Promise<{ messages: number, twice: number }>} */
const count = async () => /** @type {any} */ (await (await fetch(`http://127.0.0.1:${port}/count`)).json())

const postgres = await startPostgres({ folder, preferSystem: false })
if ('problems' in postgres) throw new Error(JSON.stringify(postgres.problems))
const store = openStore(postgres.connection)
await migrate(store)
const source = `
playbook: bench
promises:
  stated:
    key: data.promise
    owner: { cel: data.owner }
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    moments: [{ id: confirm, at: { life: made }, say: confirm }]
`
const published = { source, texts: {}, file: 'bench', reason: 'bench', by: 'bench', now: Date.now() }
await store.inTransaction((/** @type {import('../dist/store/store.js').Tx} */ tx) =>
  publishPlaybook(tx, published, sha256),
)
await writeSendingState(store, {
  scope: 'brand:main',
  state: 'on',
  recipients: [],
  since: 0,
  by: 'bench',
  reason: 'bench',
})
const channel = openWebhook(
  {
    url: `http://127.0.0.1:${port}/`,
    secrets: [`whsec_${Buffer.alloc(24, 1).toString('base64')}`],
    allowPrivate: true,
    timeout: 15_000,
    atOnce: 200,
    address: 'none',
    receives: false,
    ca: null,
  },
  () => Date.now(),
)
const engine = await startEngine({
  store,
  vault: openVault(Buffer.alloc(32, 1)),
  sha256,
  zone: 'UTC',
  ladders: laddersOf({ brand: 'main', brands: { main: [channel.name] }, silos: {} }),
  channels: [channel],
  clock: () => Date.now(),
  word: (row) => ({
    id: row.message,
    decision: row.decision,
    customer: row.about,
    brand: row.brand,
    class: 'service',
    template: row.template,
    language: 'en',
    to: null,
    subject: null,
    text: 'We come on Tuesday between 8 and 12.',
    ask: [],
    ...WORDS_ALONE,
    promise: row.promise,
    version: row.version,
    validUntil: row.valid_until,
    at: row.send_at,
  }),
  // No quiet hours, so that it may run at night; caps as usual.
  rulesOf: () => ({ ...USUAL_RULES, quiet: null, urgentQuiet: null }),
  burst: 10_000_000,
  log: (what, fields) => console.error(what, fields),
  onFenced: () => process.exit(1),
})
if ('problem' in engine) throw new Error(engine.problem.reason)
engine.run()

const due = new Date(Date.now() + 5 * 86_400_000).toISOString()
/** @param {number} customer */
const fact = (customer) => ({
  source: 'bench',
  id: `${customer}`,
  type: 'promise.made',
  subject: `crm:${customer}`,
  time: Date.now(),
  heard: Date.now(),
  origin: /** @type {const} */ ('outside'),
  data: { promise: `p-${customer}`, kind: 'repair', owner: 'field', due },
})
const rest = (/** @type {number} */ ms) => new Promise((wake) => setTimeout(wake, ms))
const until = async (/** @type {number} */ messages) => {
  const gaveUp = performance.now() + 60_000
  while ((await count()).messages < messages) {
    if (performance.now() > gaveUp) throw new Error('the messages do not come')
    await rest(5)
  }
}

await engine.accept([fact(-1)])
await until(1)
const facts = Array.from({ length: customers }, (_, n) => fact(n))
const batches = Array.from({ length: customers / batch }, (_, n) => facts.slice(n * batch, (n + 1) * batch))
const [began, cpu, pg] = [performance.now(), process.cpuUsage(), postgresCpu(postgres.connection)]
await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (let next = batches.shift(); next !== undefined; next = batches.shift()) await engine.accept(next)
  }),
)
const accepted = (performance.now() - began) / 1000
while ((await count()).messages < customers + 1) await rest(50)
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpu)
const [node, server] = [(user + system) / 1000 / customers, (postgresCpu(postgres.connection) - pg) / 1000 / customers]
console.log(
  `${customers} facts accepted in ${accepted.toFixed(1)} s; all messages at the sink after ${seconds.toFixed(1)} s: ${(customers / seconds).toFixed(0)}/s`,
)
console.log(
  `CPU-ms a message, its fact included: Node ${node.toFixed(3)}, PostgreSQL ${server.toFixed(3)}, both ${(node + server).toFixed(3)}`,
)
console.log(`at the sink: ${JSON.stringify(await count())}`)

await rest(1000)
await fetch(`http://127.0.0.1:${port}/tell`)
/** @type {number[]} */
const took = []
for (let n = 0; n < 200; n++) {
  const start = performance.now()
  const came = once(sink, 'message')
  await engine.accept([fact(1_000_000 + n)])
  await came
  took.push(performance.now() - start)
  await rest(20)
}
took.sort((a, b) => a - b)
const at = (/** @type {number} */ share) => took[Math.floor(took.length * share)]?.toFixed(1)
console.log(`one alone, from accept to the sink, ms: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`)

const idle = [process.cpuUsage(), postgresCpu(postgres.connection)]
await rest(10_000)
const spent = process.cpuUsage(/** @type {NodeJS.CpuUsage} */ (idle[0]))
const used = (spent.user + spent.system) / 1000 + (postgresCpu(postgres.connection) - Number(idle[1])) / 1000
console.log(`idle: ${(used / 100).toFixed(2)} % of one CPU (Node and PostgreSQL), over 10 s`)

await engine.stop()
await store.close()
await postgres.stop()
sink.kill()
rmSync(folder, { recursive: true, force: true })
