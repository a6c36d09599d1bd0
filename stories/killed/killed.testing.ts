import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { findRunning } from '../../src/store/postgres/adopt.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { killDatabase, rest, run } from './running.testing.ts'
import { openSink, type Sink } from './sink.testing.ts'

/** Each promise says two things: one when it is made, one when a clock rings two seconds later. */
const PLAYBOOK = `
playbook: killed
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due } }
    kept-by: { fact: promise.kept }
    moments:
      - { id: confirm, at: { life: made }, say: confirm }
      - { id: follow_up, at: { after: made, by: 2s }, say: follow-up, valid-for: 2h }
`
const TEXTS = 'confirm:\n  text: We have it.\nfollow-up:\n  text: Still with you.\n'

export interface Ordeal {
  readonly kills: number
  readonly seed: number
}

/**
 * A system that takes facts, speaks and is killed again and again, now the process, now its database. What it has
 * acknowledged must be there once, what it planned must be said, and nothing twice unless it says that nobody knows.
 */
export async function killAgainAndAgain({ kills, seed }: Ordeal): Promise<void> {
  const random = randomFrom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'troth-killed-'))
  const sink = await openSink()
  const config = configIn(folder, sink)
  const port = 20_000 + (process.pid % 20_000)
  const options = { folder: join(folder, 'data'), config, port }
  let running = await run(options)
  try {
    const troth = (...words: readonly string[]): string =>
      execFileSync(process.execPath, ['bin/troth', ...words, '--data', options.folder, '--config', config], {
        encoding: 'utf8',
      })
    troth('publish', join(folder, 'killed'), '--reason', 'test')
    troth('sending', 'on', '--yes', '--reason', 'test')
    const source = startSource(() => running.address)
    for (let kill = 0; kill < kills; kill++) {
      await rest(100 + random() * 1400)
      if (random() < 0.3) killDatabase(options.folder)
      else {
        await running.kill()
        running = await run(options)
      }
    }
    const acknowledged = await source.stop()
    await allIsSaid(options.folder)
    await judge(options.folder, { acknowledged, sink })
    expect(await running.end()).toBe(0)
  } finally {
    if (running.process.exitCode === null) await running.end()
    sink.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function configIn(folder: string, { port }: Sink): string {
  execFileSync('mkdir', ['-p', join(folder, 'killed')])
  writeFileSync(join(folder, 'killed', 'playbook.yaml'), PLAYBOOK)
  writeFileSync(join(folder, 'killed', 'texts.en.yaml'), TEXTS)
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
  writeFileSync(join(folder, 'secret'), secret)
  const config = join(folder, 'troth.yaml')
  writeFileSync(
    config,
    `brands:\n  main: { channels: [hook] }\nchannels:\n  hook:\n    type: webhook\n    url: http://127.0.0.1:${port}/\n    secrets: [{ file: ${join(folder, 'secret')} }]\n    allow-private: true\nburst: 1000000\nquiet: none\nurgent-quiet: none\ncaps: none\n`,
  )
  return config
}

interface Source {
  /** The promises whose facts were acknowledged. */
  readonly stop: () => Promise<ReadonlySet<string>>
}

/** A silo's system: sends ten facts, and sends them again until they are acknowledged. */
function startSource(address: () => string): Source {
  const acknowledged = new Set<string>()
  let stopped = false
  async function send(): Promise<void> {
    for (let batch = 0; !stopped; batch++) {
      const facts = Array.from({ length: 10 }, (_, n) => factOf(`${batch}-${n}`))
      const body = JSON.stringify(facts)
      while (!(await post(address(), body))) await rest(50)
      for (const { data } of facts) acknowledged.add(data.promise)
    }
  }
  const sending = send()
  return {
    stop: async () => {
      stopped = true
      await sending
      return acknowledged
    },
  }
}

const factOf = (name: string) => ({
  specversion: '1.0',
  source: 'killed',
  id: name,
  type: 'promise.made',
  subject: `crm:${name}`,
  time: new Date().toISOString(),
  data: { promise: name, kind: 'repair', owner: 'field', due: new Date(Date.now() + 86_400_000).toISOString() },
})

const post = (address: string, body: string): Promise<boolean> =>
  fetch(`${address}/v1/facts`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    signal: AbortSignal.timeout(10_000),
  })
    .then(async (response) => {
      const said = (await response.json()) as { results?: readonly { status: string }[] }
      return response.status === 202 && said.results?.every(({ status }) => status !== 'refused') === true
    })
    .catch(() => false)

async function withStore<Answer>(folder: string, work: (store: Store) => Promise<Answer>): Promise<Answer> {
  const connection = await findRunning(folder)
  if (connection === null || 'problems' in connection) throw new Error('the database does not run')
  const store = openStore(connection, { connections: 2 })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const ask = (store: Store, text: string): Promise<readonly Record<string, never>[]> =>
  store.query({ name: text.slice(-60), text })

/** Until every clock has rung and the outbox is empty. */
const allIsSaid = (folder: string): Promise<void> =>
  withStore(folder, async (store) => {
    const waits = 'select (select count(*) from outbox) + (select count(*) from timer where wake < $1) as count'
    const gaveUp = performance.now() + 60_000
    for (;;) {
      const [row] = await store.query<{ count: number }>({ name: 'waits', text: waits }, [Date.now() + 60_000])
      if (row?.count === 0) return
      if (performance.now() > gaveUp) throw new Error(`${row?.count} messages and clocks still wait`)
      await rest(250)
    }
  })

interface Evidence {
  readonly acknowledged: ReadonlySet<string>
  readonly sink: Sink
}

const judge = (folder: string, { acknowledged, sink }: Evidence): Promise<void> =>
  withStore(folder, async (store) => {
    const facts = await ask(store, `select id, count(*) as times from fact where type = 'promise.made' group by id`)
    const stored = new Map(facts.map(({ id, times }) => [String(id), Number(times)]))
    expect([...acknowledged].filter((id) => stored.get(id) !== 1)).toEqual([])
    expect([...stored.values()].filter((times) => times !== 1)).toEqual([])
    const said = await ask(store, `select id, outcome from decision`)
    expect(said).toHaveLength(stored.size * 2)
    expect(said.filter(({ outcome }) => outcome !== 'said')).toEqual([])
    const unknown = await ask(store, `select distinct message from attempt where state = 'unknown'`)
    const mayBeTwice = new Set(unknown.map(({ message }) => String(message)))
    const messages = said.map(({ id }) => `${String(id)}-0`)
    const attempts = await ask(store, 'select message, n, state, reason from attempt order by message, n')
    const missed = new Set(messages.filter((message) => !sink.came.has(message)))
    expect(attempts.filter(({ message }) => missed.has(String(message)))).toEqual([])
    expect([...missed]).toEqual([])
    expect([...sink.came].filter(([message, times]) => times > 1 && !mayBeTwice.has(message))).toEqual([])
    const sending = await ask(store, `select message from attempt where state = 'sending'`)
    expect(sending).toEqual([])
  })

/** mulberry32: the same seed, the same kills. */
function randomFrom(start: number): () => number {
  let seed = start
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
