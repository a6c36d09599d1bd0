import { afterEach, expect, test } from 'vitest'
import type { Fact } from '../core/fact/fact.ts'
import { writeSendingState } from '../store/company/write-sending-state.ts'
import { testEngine, type TestEngine } from './engine.testing.ts'

// The real clock, as in a running installation.
const playbook = `
playbook: test
promises:
  stated:
    key: data.promise
    owner: field
    made-by: { fact: promise.made }
    due: { to: { cel: data.due }, if-missing: unknown }
    kept-by: { fact: promise.kept }
    moments:
      - { id: follow_up, at: { after: made, by: 1s }, say: follow-up }
`
const clock = (): number => Date.now()
const made = (n: number): Fact => ({
  source: 'test',
  id: `${n}`,
  type: 'promise.made',
  subject: `crm:${n}`,
  time: clock(),
  heard: clock(),
  origin: 'outside',
  data: { promise: `p${n}`, kind: 'k' },
})

let running: TestEngine | undefined
afterEach(() => running?.stop())

async function start(sentAt: number[]): Promise<TestEngine> {
  running = await testEngine({
    now: clock(),
    clock,
    playbooks: [playbook],
    answer: () => {
      sentAt.push(clock())
      return { fate: 'accepted', providerId: null }
    },
  })
  await running.brand('on')
  running.engine.run()
  return running
}

test('what is due in a second leaves in a second, not at the next minute', async () => {
  const sentAt: number[] = []
  const { engine } = await start(sentAt)
  const facts = Array.from({ length: 30 }, (_, n) => made(n))
  await engine.accept(facts)
  await expect.poll(() => sentAt.length, { timeout: 10_000 }).toBe(30)
  const late = sentAt.map((at, n) => at - (facts[n]?.time ?? 0) - 1000).toSorted((a, b) => a - b)
  expect(late[0]).toBeGreaterThanOrEqual(0)
  // A poll each second is the slowest it can be; alone it takes some 20 ms.
  expect(late.at(-1)).toBeLessThan(2000)
})

test('a pause acts within a second on what is already queued, and resuming lets it go within two', async () => {
  const sentAt: number[] = []
  const { engine, database } = await start(sentAt)
  const word = (state: 'paused' | 'resumed') =>
    writeSendingState(database.store, {
      scope: 'all',
      state,
      recipients: [],
      since: clock(),
      by: 'test',
      reason: 'test',
    })
  await word('paused')
  await engine.accept([made(1)])
  await new Promise((wake) => setTimeout(wake, 2500))
  expect(sentAt).toEqual([])
  const resumed = clock()
  await word('resumed')
  await expect.poll(() => sentAt.length, { timeout: 10_000 }).toBe(1)
  expect((sentAt[0] ?? Infinity) - resumed).toBeLessThan(2000)
})
