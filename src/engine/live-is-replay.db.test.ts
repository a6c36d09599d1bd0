import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { addCustomer, startTally } from '../analysis/tally.ts'
import type { Fact } from '../core/fact/fact.ts'
import { customerId } from '../core/fact/subject.ts'
import { parseInstant, type Instant } from '../core/time/instant.ts'
import { readExamples, type Example } from '../playbook/example/read.ts'
import { replayCustomer } from '../playbook/replay.ts'
import { loadInForce } from './in-force.ts'
import { bostonFacts, hasData } from './boston.testing.ts'
import { hearAll, sha256, testEngine, type TestEngine } from './engine.testing.ts'
import type { Timing } from './turn/timing.ts'
import { laddersOf } from './turn/ladders.ts'
import { verify } from './verify.ts'
import { groupBy } from './group-by.ts'

const playbookText = (name: string): string => readFileSync(`playbooks/${name}/playbook.yaml`, 'utf8')

/** The test's seam: facts were heard when their file says so, and nothing comes late. */
const asOfTheFile = (): Timing => ({ heard: (_, fact) => fact.heard, clock: -Infinity })

let running: TestEngine | undefined
afterEach(() => running?.stop())

/** What a replay of the same facts comes to, with the very program that is in force. */
async function replayed(live: TestEngine, facts: readonly Fact[], { zone, until }: { zone: string; until: Instant }) {
  const { program } = await loadInForce(live.database.store, {
    sha256,
    ladders: laddersOf({ brand: 'main', brands: {}, silos: {} }),
  })
  const byCustomer = groupBy(facts, ({ subject }) => customerId(subject, sha256))
  const tally = startTally(sha256)
  for (const customer of [...byCustomer.keys()].toSorted())
    addCustomer(tally, replayCustomer({ program, zone, until }, customer, byCustomer.get(customer) ?? []))
  const verified = await verify(live.database.store, { program, zone, sha256, until })
  return { tally, verified }
}

/** The examples of a playbook that can share one engine: same zone, same playbooks; each gets a customer of its own. */
function examplesOf(name: string): ReadonlyMap<string, readonly Example[]> {
  const read = readExamples(readFileSync(`playbooks/${name}/examples.yaml`, 'utf8'), name, name)
  if ('problems' in read) throw new Error(`the examples of ${name} do not read`)
  return groupBy(read.examples, ({ zone, playbooks }) => [zone.name, name, ...playbooks].join(' '))
}

const onItsOwn = ({ facts }: Example, n: number): readonly Fact[] =>
  facts.map((fact) => ({
    ...fact,
    source: `${fact.source}-${n}`,
    subject: fact.subject.replace('customer:1', `customer:${n}`),
    ...(typeof fact.data['act'] === 'string'
      ? { data: { ...fact.data, act: fact.data['act'].replace(/^example /, `example-${n} `) } }
      : {}),
  }))

for (const [group, examples] of [...examplesOf('open-door'), ...examplesOf('keep-informed')]) {
  test(`the examples of ${group} live as they are replayed: the same two digests`, async () => {
    const [zone = 'UTC', ...names] = group.split(' ')
    const facts = examples
      .flatMap(onItsOwn)
      .filter(({ origin, type }) => origin !== 'engine' || type === 'visit.next-stop')
    const until = Math.max(...examples.map((example) => example.until))
    const now = Math.min(...facts.map(({ heard }) => heard)) - 1
    running = await testEngine({ now, zone, playbooks: [...new Set(names)].map(playbookText), timing: asOfTheFile })
    await hearAll(
      running,
      facts.toSorted((a, b) => a.heard - b.heard),
    )
    await running.passTo(until + 1)
    const { tally, verified } = await replayed(running, facts, { zone, until })
    expect(verified.differences).toEqual([])
    expect(verified.decisions).toBeGreaterThan(0)
    expect(verified.digest).toEqual({
      promises: tally.promisesDigest.value(),
      decisions: tally.decisionsDigest.value(),
    })
  })
}

/** Time passes in steps of six hours: each hears its facts, then wakes whoever was due in it. */
const STEP = 6 * 3_600_000

test.skipIf(!hasData)(
  'the Boston half through the live engine gives the same two digests as its replay',
  async () => {
    const { facts: all, zone } = await bostonFacts()
    const facts = all.toSorted((a, b) => a.heard - b.heard)
    const until = parseInstant('2016-01-13T05:00:00Z') ?? 0
    const [first] = facts
    if (first === undefined) throw new Error('the file is empty')
    running = await testEngine({
      now: first.heard - 1,
      zone,
      playbooks: [playbookText('keep-informed')],
      timing: asOfTheFile,
    })
    const { clock, engine } = running
    for (let from = 0; from < facts.length;) {
      const end = (facts[from]?.heard ?? 0) + STEP
      let to = from
      while (to < facts.length && (facts[to]?.heard ?? 0) < end) to += 1
      await engine.accept(facts.slice(from, to))
      clock.now = end
      while ((await engine.round()) > 0);
      from = to
    }
    clock.now = until + 1
    while ((await engine.round()) > 0);
    const { tally, verified } = await replayed(running, facts, { zone, until })
    expect(verified.differences).toEqual([])
    expect(tally.promises).toMatchObject({ opened: 43_592, kept: 27_295, broken: 15_726, open: 571 })
    expect(verified).toMatchObject({ promises: 43_592, decisions: 18_191 })
    expect(verified.digest).toEqual({
      promises: tally.promisesDigest.value(),
      decisions: tally.decisionsDigest.value(),
    })
  },
  180_000,
)
