import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { Fact } from '../core/fact/fact.ts'
import { formatInstant } from '../core/time/instant.ts'
import { bostonFacts, hasData } from './boston.testing.ts'
import { testEngine, type TestEngine } from './engine.testing.ts'

let running: TestEngine | undefined
afterEach(() => running?.stop())

/** keep-informed, and a word at each promise's making: what a careless import would send to a whole city. */
const talkative = readFileSync('playbooks/keep-informed/playbook.yaml', 'utf8').replace(
  '    moments:\n',
  '    moments:\n      - { id: confirm, at: { life: made }, say: confirm }\n',
)

const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000

/** As an import does: what one row says goes in together. */
async function acceptAll({ engine }: TestEngine, facts: readonly Fact[]): Promise<void> {
  for (let from = 0; from < facts.length;) {
    let to = from + 2000
    while (facts[to] !== undefined && facts[to]?.subject === facts[to - 1]?.subject) to += 1
    await engine.accept(facts.slice(from, to))
    from = to
  }
}

const count = async (test: TestEngine, text: string): Promise<readonly object[]> =>
  test.database.store.query({ name: text.slice(-60), text })

test.skipIf(!hasData)(
  'a half-year imported into an installation that is on says nothing: every confirmation is too late',
  async () => {
    const { facts, zone } = await bostonFacts()
    running = await testEngine({ now: NOW, zone, playbooks: [talkative], ladder: ['outbox'] })
    await running.brand('on')
    await acceptAll(
      running,
      facts.map((fact) => ({ ...fact, known: fact.heard, history: true as const })),
    )
    await running.passTo(NOW + DAY)
    expect(running.sent).toEqual([])
    expect(await count(running, 'select count(*) from attempt')).toEqual([{ count: 0 }])
    expect(
      await count(running, `select outcome, count(*) from decision where moment like '%.confirm' group by outcome`),
    ).toEqual([{ outcome: 'too-late', count: 43_592 }])
    expect(await count(running, `select state, count(*) from promise group by state order by state`)).toEqual([
      { state: 'broken', count: 15_726 + 571 },
      { state: 'kept', count: 27_295 },
    ])
    expect(await count(running, `select count(*) from fact where type = 'promise.corrected'`)).toEqual([{ count: 0 }])
  },
  180_000,
)

test.skipIf(!hasData)(
  'the same rows as live facts of this minute do speak, until the burst breaker stops them and calls a person',
  async () => {
    const { facts, zone } = await bostonFacts()
    running = await testEngine({ now: NOW, zone, playbooks: [talkative], ladder: ['outbox'] })
    await running.brand('on')
    const made = facts.filter(({ type }) => type === 'promise.made')
    await acceptAll(
      running,
      made.map((fact) => ({
        ...fact,
        time: NOW,
        heard: NOW,
        data: { ...fact.data, due: formatInstant(NOW + 5 * DAY) },
      })),
    )
    expect(await count(running, `select outcome, count(*) from decision group by outcome`)).toEqual([
      { outcome: 'said', count: 43_592 },
    ])
    await running.passTo(NOW + 60_000)
    expect(running.sent).toHaveLength(200)
    expect(await count(running, "select scope, state from sending_state where by = 'troth'")).toEqual([
      { scope: 'moment:keep-informed.stated.confirm', state: 'paused' },
    ])
    expect(await count(running, 'select kind, about from "case"')).toEqual([
      { kind: 'burst', about: 'keep-informed.stated.confirm' },
    ])
    expect(await count(running, 'select count(*) from outbox where taken is null')).toEqual([{ count: 43_392 }])
  },
  180_000,
)
