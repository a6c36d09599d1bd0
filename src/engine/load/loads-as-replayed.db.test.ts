import { afterEach, expect, test } from 'vitest'
import { given } from '../../core/fact/fact.testing.ts'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { days, formatInstant, hours, minutes, type Instant } from '../../core/time/instant.ts'
import { loadsOf } from '../../forecast/load.ts'
import { draw } from '../../forecast/model/past.testing.ts'
import { instant, liveByTheHour, pastOf, programOf } from '../by-the-hour.testing.ts'
import { testEngine, sha256, type TestEngine } from '../engine.testing.ts'
import { fixedModel, readFixed } from '../model/fixed-model.testing.ts'
import { publishModel } from '../model/publish-model.ts'
import { loadsOnRecord } from './keep-loads.ts'

const playbook = `
playbook: test
promises:
  stated:
    key: data.promise
    kind: { cel: data.kind }
    owner: { cel: data.owner }
    made-by: { fact: promise.made }
    due: { to: { cel: data.due }, if-missing: unknown }
    kept-by: { fact: promise.kept }
    broken-by: { fact: promise.broken }
    moved-by: { fact: promise.moved }
    ended-by: { fact: promise.withdrawn, as: withdrawn }
    grace: 90m
`
const START = instant('2026-03-02T09:00:00Z')
const UNTIL = START + days(75)
const KINDS = ['repair', 'move', 'clean'] as const

let running: TestEngine | undefined
afterEach(() => running?.stop())

/** Rounded to quarters of an hour, so that many things happen as the hour strikes. */
const quarter = (at: Instant): Instant => Math.round(at / minutes(15)) * minutes(15)

/** One customer's promise in all its ways: kept, kept late, moved, withdrawn, run out, corrected, heard late. */
function story(n: number): readonly Fact[] {
  const chance = (k: number): number => draw(n * 11 + k)
  const made = quarter(START + chance(0) * days(12))
  const due = quarter(made + hours(4) + chance(1) * days(4))
  const hearsLate = chance(2) < 0.2
  const fact = (type: string, time: Instant, data: FactData = {}): Fact => ({
    ...given(`promise.${type}`, '2 09:00', { promise: `p${n}`, ...data }, { id: `${n}:${type}:${time}` }),
    subject: `crm:${n}`,
    time,
    heard: hearsLate ? quarter(time + chance(3) * days(2)) : time,
  })
  const [kind, owner] = [KINDS[n % 3] ?? 'repair', n % 2 === 0 ? 'field' : 'vans']
  const isDated = chance(4) > 0.15
  const facts = [fact('made', made, isDated ? { kind, owner, due: formatInstant(due) } : { kind, owner })]
  const way = chance(5)
  const early = quarter(made + chance(6) * (due - made))
  if (way < 0.3) facts.push(fact('kept', early))
  else if (way < 0.4) facts.push(fact('moved', early, { due: formatInstant(quarter(due + days(1))) }))
  else if (way < 0.5) facts.push(fact('withdrawn', early))
  else if (way < 0.6) facts.push(fact('broken', early))
  // Said a day or two after it had run out, of a time before: the settlement is corrected.
  else if (way < 0.75) facts.push({ ...fact('kept', early), heard: quarter(due + days(1 + chance(7))) })
  else if (way < 0.85) facts.push(fact('kept', quarter(due + chance(7) * days(2))))
  if (chance(8) < 0.1) facts.push(fact('kept', quarter(early + hours(2))))
  return facts
}

test('how silos stand, counted at each hour of the live ledger, is how a replay counts it from the same facts', async () => {
  running = await testEngine({
    now: START,
    playbooks: [playbook],
    readModel: readFixed,
    timing: () => ({ heard: (_, fact) => fact.heard, clock: -Infinity }),
  })
  const { database } = running
  const publication = { content: fixedModel(), file: 'm', reason: 'r', by: 'kim', now: START }
  await database.store.inTransaction((tx) => publishModel(tx, publication, { readModel: readFixed, sha256 }))
  const facts = Array.from({ length: 400 }, (_, n) => story(n)).flat()
  await liveByTheHour(running, facts, UNTIL)
  const past = pastOf(facts, { program: await programOf(running), zone: 'UTC', until: UNTIL })
  const [live, replayed] = [await loadsOnRecord(database.store, START), loadsOf(past)]
  const differing: object[] = []
  let compared = 0
  for (let at = START; at <= UNTIL; at += hours(1))
    for (const owner of ['field', 'vans'])
      for (const kind of KINDS) {
        const [counted, known] = [live.at(owner, kind, at), replayed.at(owner, kind, at)]
        if (known !== null) compared += 1
        if (JSON.stringify(counted) !== JSON.stringify(known))
          differing.push({ at: formatInstant(at), owner, kind, counted, known })
      }
  expect(differing.slice(0, 3)).toEqual([])
  expect(compared).toBeGreaterThan(10_000)
}, 120_000)
