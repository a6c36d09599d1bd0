import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { addCustomer, startTally } from '../../analysis/tally.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { zone as zoneNamed } from '../../core/time/zone.ts'
import { loadsOf } from '../../forecast/load.ts'
import { forecasterOf } from '../../forecast/model/forecaster.ts'
import { learn } from '../../forecast/model/learn.ts'
import { modelName, modelText, type Model } from '../../forecast/model/model.ts'
import { replayCustomer } from '../../playbook/replay.ts'
import { bostonFacts, hasData } from '../boston.testing.ts'
import { byCustomer, instant, liveByTheHour, pastOf, programOf, type Replaying } from '../by-the-hour.testing.ts'
import { sha256, testEngine, type TestEngine } from '../engine.testing.ts'
import { loadsOnRecord } from '../load/keep-loads.ts'
import { verify } from '../verify.ts'
import { readLearned } from './learned.ts'
import { modelsInForce } from './models-in-force.ts'
import { publishModel } from './publish-model.ts'

const LEARNED = instant('2015-02-15T05:00:00Z')
const UNTIL = instant('2015-03-10T05:00:00Z')

let running: TestEngine | undefined
afterEach(() => running?.stop())

/** Some 1,500 of the city's customers, all of whose promises were made before `UNTIL`; facts as they were heard. */
async function slice(): Promise<{ readonly facts: readonly Fact[]; readonly zone: string }> {
  const { facts: all, zone } = await bostonFacts()
  const early = [...byCustomer(all)].filter(([, facts]) => facts.every(({ heard }) => heard < UNTIL))
  return { facts: early.filter((_, n) => n % 6 === 0).flatMap(([, facts]) => facts), zone }
}

function learned(facts: readonly Fact[], replaying: Replaying): Model {
  const zone = zoneNamed(replaying.zone)
  if (zone === undefined) throw new Error(`no zone ${replaying.zone}`)
  const answer = learn(pastOf(facts, replaying), { before: LEARNED, zone, file: 'boston' })
  if ('problems' in answer) throw new Error(answer.problems[0]?.reason)
  return answer.model
}

test.skipIf(!hasData)(
  'with a learned model a company lives as it is replayed: hour by hour, the same two digests',
  async () => {
    const { facts, zone } = await slice()
    const start = Math.min(...facts.map(({ heard }) => heard)) - 1
    running = await testEngine({
      now: start,
      zone,
      playbooks: [readFileSync('playbooks/keep-informed/playbook.yaml', 'utf8')],
      timing: () => ({ heard: (_, fact) => fact.heard, clock: -Infinity }),
    })
    const { store } = running.database
    const replaying = { program: await programOf(running), zone, until: UNTIL }
    const model = learned(facts, replaying)
    const publication = { content: modelText(model), file: 'm', reason: 'r', by: 'kim', now: start }
    await store.inTransaction((tx) => publishModel(tx, publication, { readModel: readLearned, sha256 }))

    await liveByTheHour(running, facts, UNTIL)

    const forecaster = forecasterOf(model, loadsOf(pastOf(facts, replaying)), modelName(model, sha256))
    const tally = startTally(sha256)
    for (const [customer, own] of [...byCustomer(facts)].toSorted(([a], [b]) => (a < b ? -1 : 1)))
      addCustomer(tally, replayCustomer({ ...replaying, forecaster }, customer, own))
    const loads = await loadsOnRecord(store, start)
    const ofTheirTimes = await modelsInForce(store, { readModel: readLearned, sha256, loads, since: 0 })
    const verified = await verify(store, { ...replaying, forecaster: ofTheirTimes.forecaster, sha256 })
    expect(verified.differences).toEqual([])
    expect(verified.digest).toEqual({
      promises: tally.promisesDigest.value(),
      decisions: tally.decisionsDigest.value(),
    })
    const scored = await store.query<{ scored: number }>({
      name: 'scored',
      text: `select count(distinct data->>'promise')::integer as scored from fact where type = 'promise.in-jeopardy'`,
    })
    expect(scored[0]?.scored).toBeGreaterThan(100)
    expect(tally.byMoment.get('keep-informed.stated.heads_up')?.said).toBeGreaterThan(100)
  },
  180_000,
)
