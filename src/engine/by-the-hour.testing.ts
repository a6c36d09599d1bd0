import { parseInstant, hours, type Instant } from '../core/time/instant.ts'
import type { Fact } from '../core/fact/fact.ts'
import { customerId } from '../core/fact/subject.ts'
import { pastVersionsOf } from '../analysis/past-versions.ts'
import { lastWholeHour } from '../forecast/load.ts'
import type { PastVersion } from '../forecast/model/past.ts'
import type { Program } from '../playbook/program.ts'
import { replayCustomer } from '../playbook/replay.ts'
import { sha256, type TestEngine } from './engine.testing.ts'
import { groupBy } from './group-by.ts'
import { loadInForce } from './in-force.ts'
import { laddersOf } from './turn/ladders.ts'

export const instant = (text: string): Instant => {
  const at = parseInstant(text)
  if (at === undefined) throw new Error(`no instant: ${text}`)
  return at
}

/**
 * Lets facts of a file's past be heard in virtual time, hour by hour: at its stroke the loads of the hour are counted, then
 * all of it is heard, then whoever was due in it is woken. Facts in any order; `until` is a whole hour.
 */
export async function liveByTheHour(running: TestEngine, facts: readonly Fact[], until: Instant): Promise<void> {
  const { clock, engine } = running
  const byHour = groupBy(
    facts.toSorted((a, b) => a.heard - b.heard),
    ({ heard }) => String(lastWholeHour(heard)),
  )
  const first = Math.min(...[...byHour.keys()].map(Number))
  for (let hour = first; hour < until; hour += hours(1)) {
    clock.now = hour
    await engine.reload()
    await engine.accept(byHour.get(String(hour)) ?? [])
    clock.now = hour + hours(1) - 1
    while ((await engine.round()) > 0);
  }
  clock.now = until
  await engine.reload()
  clock.now = until + 1
  while ((await engine.round()) > 0);
}

/** The program in force, to replay with. */
export async function programOf({ database }: TestEngine): Promise<Program> {
  const ladders = laddersOf({ brand: 'main', brands: {}, silos: {} })
  return (await loadInForce(database.store, { sha256, ladders })).program
}

export const byCustomer = (facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> =>
  groupBy(facts, ({ subject }) => customerId(subject, sha256))

export interface Replaying {
  readonly program: Program
  readonly zone: string
  readonly until: Instant
}

/** The versions of all promises that a replay of these facts comes to. */
export const pastOf = (facts: readonly Fact[], replaying: Replaying): readonly PastVersion[] =>
  [...byCustomer(facts)].flatMap(([customer, own]) => pastVersionsOf(replayCustomer(replaying, customer, own)))
