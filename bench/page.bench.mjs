// @ts-check
// The customer's page on a real database: how long GET and POST take, and how large pages are: `node bench/page.bench.mjs [CUSTOMERS] [AT-ONCE]`.
// Build first. Customers have 60 facts each; clients and server share this process and its machine.
import { hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresCpu } from './postgres-cpu.mjs'
import { startEngine } from '../dist/engine/engine.js'
import { publishPlaybook } from '../dist/engine/in-force.js'
import { linkToken } from '../dist/engine/links/token.js'
import { laddersOf } from '../dist/engine/turn/ladders.js'
import { openDoors } from '../dist/http/app.js'
import { listen } from '../dist/http/listen.js'
import { USUAL_RULES } from '../dist/core/message/may-send.js'
import { migrate } from '../dist/store/migrate.js'
import { openVault } from '../dist/store/people/vault.js'
import { startPostgres } from '../dist/store/postgres/start.js'
import { openStore } from '../dist/store/store.js'

const [customers = 200, atOnce = 4] = process.argv.slice(2).map(Number)
/** @type {import('../dist/core/fact/subject.js').Sha256} */
const sha256 = (content) => hash('sha256', content, 'hex')
const folder = mkdtempSync(join(tmpdir(), 'troth-bench-'))
chmodSync(folder, 0o711)
const postgres = await startPostgres({ folder, preferSystem: false })
if ('problems' in postgres || !('host' in postgres.connection)) throw new Error('no PostgreSQL started')
const own = postgres.connection
const store = openStore(own)
await migrate(store)
const source = readFileSync(new URL('../playbooks/open-door/playbook.yaml', import.meta.url), 'utf8')
const published = { source, texts: {}, file: 'open-door', reason: 'bench', by: 'bench', now: Date.now() }
await store.inTransaction((/** @type {import('../dist/store/store.js').Tx} */ tx) =>
  publishPlaybook(tx, published, sha256),
)
const vault = openVault(Buffer.alloc(32, 1))
const engine = await startEngine({
  store,
  vault,
  sha256,
  zone: 'Europe/London',
  rulesOf: () => USUAL_RULES,
  ladders: laddersOf({ brand: 'main', brands: { main: ['outbox'] }, silos: {} }),
  channels: [],
  clock: Date.now,
  word: () => ({ fate: 'failed', reason: 'refused', code: null, words: 'bench' }),
  burst: 1_000_000,
  log: () => undefined,
  onFenced: () => undefined,
})
if ('problem' in engine) throw new Error(engine.problem.reason)
const brand = { name: 'Northmoor Fibre', phone: '+44 20 7946 0000', pages: null, colour: '#0f4a5a', logo: null }
const doors = openDoors({
  engine,
  store,
  vault,
  sha256,
  clock: Date.now,
  version: 'bench',
  defaultZone: 'Europe/London',
  brand: 'main',
  brands: new Map([['main', { ...brand, changesClose: 7_200_000 }]]),
  language: 'en-GB',
  allowWithoutKey: true,
  outboxFolder: null,
  publicUrl: null,
  log: () => undefined,
})
const listening = await listen(doors, { port: 0 })
if ('problem' in listening) throw new Error(listening.problem.reason)

const HOUR = 3_600_000
const now = Math.floor(Date.now() / 1000) * 1000
/** @param {number} ms */
const at = (ms) => new Date(now + ms).toISOString()
/** @param {number} n */
const window = (n) => ({ start: at(n * 24 * HOUR), end: at(n * 24 * HOUR + 2 * HOUR) })
/** A customer's past of 56 facts of another kind, and a visit that is asked about.
 * @param {number} n */
function factsOf(n) {
  const subject = `crm:${n}`
  /** @param {string} type @param {object} data @param {string} id */
  const fact = (type, data, id) => ({
    source: 'bench',
    id: `${n}:${id}`,
    type,
    subject,
    time: now - HOUR,
    heard: now,
    origin: /** @type {const} */ ('outside'),
    data: /** @type {Record<string, unknown>} */ (data),
  })
  const reach = [{ channel: 'sms', address: `+44163296${String(n).padStart(4, '0')}` }]
  const slots = [2, 3, 4, 5].map((day) => ({ slot: `s-${day}`, ...window(day) }))
  const past = Array.from({ length: 56 }, (_, at_) =>
    fact('call.made', { call: `c-${at_}`, notes: 'about the bill' }, `p${at_}`),
  )
  return [
    ...past,
    fact('customer.updated', { name: 'Sam Field', address: '12 May Street, London N1 9GU', reach }, 'card'),
    fact(
      'visit.booked',
      { visit: `v-${n}`, window: window(1), kind: 'install', expected_minutes: 90, notes: 'a dog' },
      'booked',
    ),
    fact('slots.offered', { visit: `v-${n}`, slots }, 'offered'),
    fact(
      'visit.assigned',
      { visit: `v-${n}`, crew: 'van-7', day: at(24 * HOUR).slice(0, 10), technician: 'Dana' },
      'assigned',
    ),
  ]
}
for (let n = 0; n < customers; n += 1) await engine.accept(factsOf(n))
const paths = Array.from({ length: customers }, (_, n) => {
  const customer = sha256(`crm:${n}`).slice(0, 32)
  return `${listening.url}/v/${linkToken(vault, { customer, visit: `v-${n}`, generation: 0 })}`
})

/** @param {number[]} took */
const spread = (took) => {
  const sorted = took.toSorted((a, b) => a - b)
  const share = (/** @type {number} */ p) => (sorted[Math.floor(sorted.length * p)] ?? 0).toFixed(1)
  return `p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, longest ${share(0.999)} ms of ${took.length}`
}
/** @param {(path: string) => Promise<void>} ask */
async function all(ask) {
  /** @type {number[]} */
  const took = []
  const left = [...paths]
  const client = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const began = performance.now()
      await ask(path)
      took.push(performance.now() - began)
    }
  }
  const [cpu, server] = [process.cpuUsage(), postgresCpu(own)]
  await Promise.all(Array.from({ length: atOnce }, client))
  const { user, system } = process.cpuUsage(cpu)
  const used = (user + system + postgresCpu(own) - server) / 1000 / took.length
  return `${spread(took)}; CPU ${used.toFixed(1)} ms each, client and PostgreSQL too`
}
/** @type {Map<string, string>} */
const stamps = new Map()
/** @type {number[]} */
const sizes = []
const get = async (/** @type {string} */ path) => {
  const page = await (await fetch(path)).text()
  stamps.set(path, /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '')
  sizes.push(gzipSync(page).length)
}
/** @param {string} act @param {Record<string, string>} more */
const post =
  (act, more = {}) =>
  async (/** @type {string} */ path) => {
    const body = new URLSearchParams({ form: stamps.get(path) ?? '', ...more })
    const answer = await fetch(`${path}/${act}`, { method: 'POST', body, redirect: 'manual' })
    if (answer.status !== 303 || !answer.headers.get('location')?.includes('said='))
      throw new Error(`${act}: ${answer.status} ${answer.headers.get('location')}`)
  }
const slot = `${Date.parse(window(3).start).toString(36)}-${Date.parse(window(3).end).toString(36)}`
await all(get) // warm
console.log(`${customers} customers of 60 facts, ${atOnce} at once`)
console.log(`GET the page      ${await all(get)}`)
console.log(`POST confirm      ${await all(post('confirm'))}`)
console.log(`POST tell         ${await all(post('tell', { words: 'The gate code is 1812' }))}`)
console.log(`POST take         ${await all(post('take', { slot }))}`)
await all(get) // warm
console.log(`POST cancel       ${await all(post('cancel', { reason: 'solved' }))}`)
console.log(`page, gzip        ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`)
await doors.close()
await engine.stop()
await store.close()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
