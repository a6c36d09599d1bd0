import fc from 'fast-check'
import { expect, test } from 'vitest'
import { days, hours, minutes } from '../../core/time/instant.ts'
import { askedAt } from '../learn/samples.ts'
import { loadsOf } from '../load.ts'
import { learn } from './learn.ts'
import { modelText, type Model } from './model.ts'
import { broken, companyPast, kept, pastVersion, START, utc } from './past.testing.ts'
import type { PastVersion } from './past.ts'
import { score } from './score.ts'

const past = companyPast(1500)
const before = START + days(45)
const options = { before, zone: utc, file: 'company.csv' }

function learned(versions: readonly PastVersion[]): Model {
  const answer = learn(versions, options)
  if ('problems' in answer) throw new Error(answer.problems[0]?.reason)
  return answer.model
}

const model = learned(past)
const loads = loadsOf(past)

test('what breaks more is given more, when made and when it is still open at tell-by', () => {
  const chance = (version: PastVersion, at: number): number =>
    score(model, askedAt(version, loads, at))?.probability ?? -1
  const [move, repair] = [
    pastVersion({ kind: 'move', owner: 'vans', made: before, dueTo: before + days(1) }),
    pastVersion({ made: before }),
  ]
  expect(chance(move, before)).toBeGreaterThan(0.6)
  expect(chance(repair, before)).toBeLessThan(0.4)
  expect(chance(repair, repair.tellBy ?? 0)).toBeGreaterThan(chance(repair, before))
  expect(chance(repair, repair.dueTo ?? 0)).toBe(1)
})

test('the model keeps what silos and kinds did, and how long after due broken ones were made good', () => {
  const { vans, field } = model.history.owners
  expect(vans?.kinds['move']?.made).toBeGreaterThan(0.65)
  expect(field?.kinds['repair']?.made).toBeLessThan(0.35)
  expect(vans?.kinds['move']?.overrun).toBe(12)
})

test('later promises were judged by models of earlier ones', () => {
  expect(model.figures.atBirth?.auc).toBeGreaterThan(0.7)
  expect(model.figures.atTellBy?.ece).toBeLessThan(0.15)
  expect(model.figures.policy?.silentPer100Broken).toBeLessThanOrEqual(3)
})

/** Everything heard from an instant on, made otherwise: outcomes turned round, cures and hand-overs gone, new promises. */
function otherFuture(versions: readonly PastVersion[], from: number, seed: number): readonly PastVersion[] {
  const changed = versions.flatMap((version, n): readonly PastVersion[] => {
    if (version.heard >= from)
      return (n + seed) % 3 === 0 ? [] : [{ ...version, owner: 'somebody else', dueTo: from + hours(n % 50) }]
    const settlements = version.settlements.filter(({ heard }) => heard < from)
    const later = (n + seed) % 2 === 0 ? kept(from) : broken(from)
    const cured = version.cured !== null && version.cured.heard < from ? version.cured : null
    return [{ ...version, cured, settlements: settlements.length > 0 ? settlements : later }]
  })
  return [...changed, pastVersion({ made: from, kind: 'move', owner: 'vans', settled: broken(from), dueTo: from })]
}

test('law: whatever is heard later, the score at an instant stays', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 1490 }), fc.nat({ max: 3000 }), fc.nat(), (index, later, seed) => {
      const version = past[index] ?? pastVersion()
      const at = version.made + minutes(later)
      const asked = (world: readonly PastVersion[]) => askedAt(version, loadsOf(world), at)
      expect(score(model, asked(otherFuture(past, at + 1, seed)))?.probability).toBe(
        score(model, asked(past))?.probability,
      )
    }),
    { numRuns: 30 },
  )
})

test('law: whatever is heard from its day on, the model stays; so it does in any order of customers', () => {
  expect(modelText(learned(otherFuture(past, before, 1)))).toBe(modelText(model))
  expect(modelText(learned(past.toReversed()))).toBe(modelText(model))
}, 60_000)

test('too little of a past teaches nothing, and says so', () => {
  const answer = learn(past.slice(0, 100), options)
  expect(answer).toMatchObject({ problems: [{ code: 'too-little-to-learn', place: { file: 'company.csv' } }] })
})
