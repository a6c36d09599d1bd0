// @ts-check
// A morning: messages decided at night are held, fall due together at 08:00 and leave for a local HTTP sink at the rate its provider allows:
// `node bench/morning.bench.mjs [CUSTOMERS] [A_SECOND]`. Build first. Time runs as it does, but for the jump from the evening to a minute before eight.
import { fork } from 'node:child_process'
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

const [customers = 10_000, perSecond = 200] = process.argv.slice(2).map(Number)
const EVENING = Date.UTC(2026, 2, 2, 22)
const MORNING = Date.UTC(2026, 2, 3, 8)
let jumped = EVENING - Date.now()
const clock = () => Date.now() + jumped
/** @type {import('../dist/core/fact/subject.js').Sha256} */
const sha256 = (content) => hash('sha256', content, 'hex')
const folder = mkdtempSync(join(tmpdir(), 'troth-bench-'))
chmodSync(folder, 0o711)
const sink = fork(new URL('sink.mjs', import.meta.url))
const port = await new Promise((heard) => sink.once('message', heard))
/** @returns {Promise<{ messages: number, twice: number }>} */
const count = async () => /** @type {any} */ (await (await fetch(`http://127.0.0.1:${port}/count`)).json())
const rest = (/** @type {number} */ ms) => new Promise((wake) => setTimeout(wake, ms))

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
    moments: [{ id: confirm, at: { life: made }, say: confirm, valid-for: 24h }]
`
const published = { source, texts: {}, file: 'bench', reason: 'bench', by: 'bench', now: clock() }
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
const webhook = openWebhook(
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
const channel = { ...webhook, capabilities: { ...webhook.capabilities, perSecond } }
const engine = await startEngine({
  store,
  vault: openVault(Buffer.alloc(32, 1)),
  sha256,
  zone: 'UTC',
  ladders: laddersOf({ brand: 'main', brands: { main: [channel.name] }, silos: {} }),
  channels: [channel],
  clock,
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
  rulesOf: () => USUAL_RULES,
  burst: 10_000_000,
  log: (what, fields) => console.error(what, fields),
  onFenced: () => process.exit(1),
})
if ('problem' in engine) throw new Error(engine.problem.reason)
engine.run()

const due = new Date(MORNING + 5 * 86_400_000).toISOString()
/** @param {number} customer */
const fact = (customer) => ({
  source: 'bench',
  id: `${customer}`,
  type: 'promise.made',
  subject: `crm:${customer}`,
  time: clock(),
  heard: clock(),
  origin: /** @type {const} */ ('outside'),
  data: { promise: `p-${customer}`, kind: 'repair', owner: 'field', due },
})
/** @param {string} of @returns {Promise<number>} */
async function rows(of) {
  const statement = { name: of.slice(0, 60), text: `select count(*) as n from ${of}` }
  const [row] = /** @type {readonly { n: number }[]} */ (await store.query(statement))
  return row?.n ?? 0
}
const held = `outbox where send_at = ${MORNING} and held is not null and tries = 0`
for (let n = 0; n < customers; n += 500) await engine.accept(Array.from({ length: 500 }, (_, one) => fact(n + one)))
while ((await rows(held)) < customers) await rest(50)
console.log(`${customers} decided in the evening, held until 08:00; at the sink: ${JSON.stringify(await count())}`)

const idle = [process.cpuUsage(), postgresCpu(postgres.connection)]
await rest(5000)
const spent = process.cpuUsage(/** @type {NodeJS.CpuUsage} */ (idle[0]))
const used = (spent.user + spent.system) / 1000 + (postgresCpu(postgres.connection) - Number(idle[1])) / 1000
console.log(`while they wait: ${(used / 50).toFixed(2)} % of one CPU (Node and PostgreSQL), over 5 s`)

jumped += MORNING - 1000 - clock()
while (clock() < MORNING) await rest(1)
const [began, cpu, pg] = [performance.now(), process.cpuUsage(), postgresCpu(postgres.connection)]
let most = 0
for (let before = 0, came = 0; came < customers; before = came) {
  await rest(1000)
  came = (await count()).messages
  most = Math.max(most, came - before)
  if (performance.now() - began > 300_000) throw new Error('the messages do not come')
}
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpu)
const [node, server] = [(user + system) / 1000 / customers, (postgresCpu(postgres.connection) - pg) / 1000 / customers]
console.log(
  `${customers} due at 08:00 at ${perSecond} a second: all at the sink after ${seconds.toFixed(1)} s (${(customers / perSecond).toFixed(0)} s at that rate); most in a second seen there ${most}`,
)
console.log(
  `CPU-ms a message: Node ${node.toFixed(3)}, PostgreSQL ${server.toFixed(3)}, both ${(node + server).toFixed(3)}`,
)
console.log(
  `at the sink: ${JSON.stringify(await count())}; accepted on record: ${await rows("attempt where state = 'accepted'")}`,
)

await engine.stop()
await store.close()
await postgres.stop()
sink.kill()
rmSync(folder, { recursive: true, force: true })
