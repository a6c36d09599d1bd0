import { hash } from 'node:crypto'
import type { Fact } from '../core/fact/fact.ts'
import type { Sha256 } from '../core/fact/subject.ts'
import {
  WORDS_ALONE,
  type AddressKind,
  type Channel,
  type OutMessage,
  type SendAnswer,
} from '../core/message/channel.ts'
import type { SendRules } from '../core/message/may-send.ts'
import type { Instant } from '../core/time/instant.ts'
import { testDatabase, type TestDatabase } from '../store/database.testing.ts'
import { openVault } from '../store/people/vault.ts'
import { writeSendingState } from '../store/company/write-sending-state.ts'
import type { SendingState } from '../store/company/sending-states.ts'
import { openStore } from '../store/store.ts'
import { startEngine, type Engine, type EngineOptions } from './engine.ts'
import { publishPlaybook } from './in-force.ts'
import { laddersOf } from './turn/ladders.ts'

/** Most tests are about something else, at whatever hour it suits them. */
export const NO_RULES: SendRules = { quiet: null, urgentQuiet: null, caps: null }

export const sha256: Sha256 = (text) => hash('sha256', text, 'hex')
export const vault = openVault(Buffer.alloc(32, 1))

/** A clock that stands still until it is set. */
export interface TestClock {
  now: Instant
}

export interface TestEngine {
  readonly engine: Engine
  readonly database: TestDatabase
  readonly clock: TestClock
  /** Messages that left, in their order. */
  readonly sent: OutMessage[]
  readonly brand: (state: SendingState, recipients?: readonly string[]) => Promise<void>
  readonly publish: (source: string) => Promise<void>
  /** Lets time pass to `until`, waking who is due at the very millisecond, and sending what is due. */
  readonly passTo: (until: Instant) => Promise<void>
  /** Another process takes the ledger up after this one. */
  readonly restart: () => Promise<void>
  /** The same after this one died: it ends nothing, and what it had begun is left as it was. */
  readonly abandon: (next: Partial<TestEngineOptions>) => Promise<void>
  readonly stop: () => Promise<void>
}

export interface TestEngineOptions extends Partial<EngineOptions> {
  readonly now: Instant
  readonly playbooks: readonly string[]
  readonly answer?: (message: OutMessage) => Promise<SendAnswer> | SendAnswer
  readonly capabilities?: Partial<Channel['capabilities']>
  readonly ladder?: readonly string[]
  /** Which address each of its channels needs; none when absent. */
  readonly kinds?: Readonly<Record<string, AddressKind>>
}

/** An engine on a database of its own, with a channel that keeps what it is given. */
export async function testEngine(options: TestEngineOptions): Promise<TestEngine> {
  const database = await testDatabase()
  const { store } = database
  const clock: TestClock = { now: options.now }
  const sent: OutMessage[] = []
  const channel = (name: string): Channel => ({
    name,
    capabilities: {
      address: options.kinds?.[name] ?? 'none',
      receives: false,
      buttons: 0,
      receipts: false,
      session: null,
      afterUnknown: 'never',
      atOnce: 50,
      perSecond: null,
      longest: null,
      ...options.capabilities,
    },
    send: async (message) => {
      const answer = (await options.answer?.(message)) ?? { fate: 'accepted', providerId: null }
      if (answer.fate === 'accepted') sent.push(message)
      return answer
    },
    check: async () => null,
    close: async () => undefined,
  })
  const ladder = options.ladder ?? ['test']
  const publish = async (source: string): Promise<void> => {
    const published = { source, texts: {}, file: 'test', reason: 'test', by: 'test', now: clock.now }
    const answer = await store.inTransaction((tx) => publishPlaybook(tx, published, sha256))
    if ('problems' in answer) throw new Error(JSON.stringify(answer.problems))
  }
  for (const source of options.playbooks) await publish(source)
  // Each process has connections of its own.
  let own = openStore(database.connection)
  const start = async (): Promise<Engine> => {
    const started = await startEngine({
      store: own,
      vault,
      sha256,
      zone: 'UTC',
      ladders: laddersOf(
        { brand: 'main', brands: { main: ladder }, silos: {} },
        new Map(Object.entries(options.kinds ?? {})),
      ),
      channels: ladder.map(channel),
      clock: () => clock.now,
      word: (message) => plainly(message, clock.now),
      rulesOf: () => NO_RULES,
      burst: 200,
      log: () => undefined,
      onFenced: () => undefined,
      ...options,
    })
    if ('problem' in started) throw new Error(started.problem.reason)
    return started
  }
  let engine = await start()
  return {
    get engine() {
      return engine
    },
    database,
    clock,
    sent,
    publish: async (source) => {
      await publish(source)
      await engine.reload()
    },
    brand: (state, recipients = []) =>
      writeSendingState(store, {
        scope: 'brand:main',
        state,
        recipients,
        since: clock.now,
        by: 'test',
        reason: 'test',
      }),
    passTo: (until) => passTo(database, { engine, clock, until }),
    restart: async () => {
      await engine.stop()
      engine = await start()
    },
    abandon: async (next) => {
      Object.assign(options, next)
      void own.close()
      await letGoOfLedger(database)
      own = openStore(database.connection)
      engine = await start()
    },
    stop: async () => {
      await engine.stop()
      await own.close()
      await database.drop()
    },
  }
}

/** As the server does when a process dies: its connections end. */
async function letGoOfLedger({ store }: TestDatabase): Promise<void> {
  const text = `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
                   and database = (select oid from pg_database where datname = current_database())`
  await store.query({ name: 'let-go', text })
}

const plainly = (message: Parameters<EngineOptions['word']>[0], now: Instant): OutMessage => ({
  id: message.message,
  decision: message.decision,
  customer: message.about,
  brand: message.brand,
  class: 'service',
  template: message.template,
  language: 'en',
  to: null,
  subject: null,
  text: message.template,
  ask: [],
  ...WORDS_ALONE,
  promise: message.promise,
  version: message.version,
  validUntil: message.valid_until,
  at: now,
})

interface Passing {
  readonly engine: Engine
  readonly clock: TestClock
  readonly until: Instant
}

async function passTo({ store }: TestDatabase, { engine, clock, until }: Passing): Promise<void> {
  while ((await engine.round()) > 0);
  for (;;) {
    const [row] = await store.query<{ wake: number | null }>({
      name: 'next',
      text: 'select min(wake) as wake from timer',
    })
    const wake = row?.wake ?? null
    if (wake === null || wake >= until) break
    clock.now = Math.max(clock.now, wake + 1)
    while ((await engine.round()) > 0);
  }
  clock.now = Math.max(clock.now, until)
  while ((await engine.round()) > 0);
}

/** Facts in the order and at the instants they were heard, in one breath where it is the same instant. */
export async function hearAll(test: TestEngine, facts: readonly Fact[]): Promise<void> {
  const instants = [...new Set(facts.map(({ heard }) => heard))].toSorted((a, b) => a - b)
  for (const instant of instants) {
    await test.passTo(instant)
    await test.engine.accept(facts.filter(({ heard }) => heard === instant))
  }
}

/** As a server does that is restarted. */
export async function dropConnections({ store }: TestDatabase): Promise<void> {
  const text = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
  await store.query({ name: 'drop-connections', text })
}
