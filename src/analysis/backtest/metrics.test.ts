import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrationError, equalMass, equalWidth } from './calibration.ts'
import { quantile } from './quantile.ts'
import { auc, recallAtPrecision, tellingAllBut } from './ranking.ts'
import { brokenIn, stepsOf, type Scores } from './scores.ts'

interface Judged {
  readonly score: number
  readonly broke: boolean
}

const scoresOf = (judged: readonly Judged[]): Scores => ({
  scores: Float64Array.from(judged, ({ score }) => score),
  broken: Uint8Array.from(judged, ({ broke }) => (broke ? 1 : 0)),
})

// Tenths: ties are the rule, as with a table by kind.
const someJudged = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 10 }).map((n) => n / 10), broke: fc.boolean() }),
  { maxLength: 40 },
)
const shuffled = someJudged.chain((judged) =>
  fc.tuple(fc.constant(judged), fc.shuffledSubarray(judged, { minLength: judged.length })),
)

test('law: AUC is the share of pairs, one broken and one kept, that are scored the right way round; ties count half', () => {
  fc.assert(
    fc.property(someJudged, (judged) => {
      let [right, pairs] = [0, 0]
      for (const broke of judged)
        for (const kept of judged) {
          if (!broke.broke || kept.broke) continue
          pairs += 1
          right += broke.score > kept.score ? 1 : broke.score === kept.score ? 0.5 : 0
        }
      const found = auc(stepsOf(scoresOf(judged)))
      if (pairs === 0) expect(found).toBeNull()
      else expect(found).toBeCloseTo(right / pairs, 12)
    }),
  )
})

test('law: recall at a precision is the best of all thresholds, and never grows with the precision asked for', () => {
  const precisions = [0.5, 0.8, 0.9, 0.95, 1]
  fc.assert(
    fc.property(someJudged, (judged) => {
      const steps = stepsOf(scoresOf(judged))
      const breaks = judged.filter(({ broke }) => broke).length
      const recalls = precisions.map((precision) => recallAtPrecision(steps, precision))
      if (breaks === 0) {
        expect(new Set(recalls)).toEqual(new Set([null]))
        return
      }
      const byHand = precisions.map((precision) =>
        Math.max(
          0,
          ...judged.map(({ score }) => {
            const told = judged.filter((other) => other.score >= score)
            const broke = told.filter((other) => other.broke).length
            return broke / told.length >= precision ? broke / breaks : 0
          }),
        ),
      )
      for (const [at, recall] of recalls.entries()) expect(recall).toBeCloseTo(byHand[at] ?? -1, 12)
      expect(recalls).toEqual(recalls.toSorted((a, b) => (b ?? 0) - (a ?? 0)))
    }),
  )
})

test('law: no figure depends on the order in which the promises came', () => {
  fc.assert(
    fc.property(shuffled, ([judged, other]) => {
      const [a, b] = [stepsOf(scoresOf(judged)), stepsOf(scoresOf(other))]
      expect(b).toEqual(a)
      expect(equalMass(b)).toEqual(equalMass(a))
    }),
  )
})

test('law: every promise is in one bin, whatever the borders', () => {
  fc.assert(
    fc.property(someJudged, (judged) => {
      const scores = scoresOf(judged)
      const steps = stepsOf(scores)
      for (const bins of [equalMass(steps), equalWidth(steps)]) {
        expect(bins.reduce((sum, { n }) => sum + n, 0)).toBeCloseTo(judged.length, 6)
        expect(bins.reduce((sum, { n, broke }) => sum + n * broke, 0)).toBeCloseTo(brokenIn(scores), 6)
      }
    }),
  )
})

test('ten equal masses hold as many promises each', () => {
  const judged = Array.from({ length: 1000 }, (_, at) => ({ score: ((at * 7) % 1000) / 1000, broke: at % 3 === 0 }))
  for (const { n } of equalMass(stepsOf(scoresOf(judged)))) expect(n).toBeCloseTo(100, 6)
})

test('what breaks as often as was said has no calibration error; what never breaks has all of it', () => {
  const said = [0.1, 0.3, 0.5, 0.9].flatMap((score) =>
    Array.from({ length: 100 }, (_, at) => ({ score, broke: at < Math.round(score * 100) })),
  )
  expect(calibrationError(equalMass(stepsOf(scoresOf(said))))).toBeCloseTo(0, 12)
  expect(calibrationError(equalWidth(stepsOf(scoresOf(said))))).toBeCloseTo(0, 12)
  const wrong = said.map(({ score }) => ({ score, broke: false }))
  expect(calibrationError(equalMass(stepsOf(scoresOf(wrong))))).toBeCloseTo(0.45, 12)
})

test('nothing judged: no figure, rather than a nought', () => {
  const steps = stepsOf(scoresOf([]))
  expect([auc(steps), recallAtPrecision(steps, 0.9), calibrationError(equalMass(steps))]).toEqual([null, null, null])
  expect(quantile([], 0.5)).toBeNull()
})

test('the threshold that leaves so many breaks untold is the highest that does', () => {
  const steps = stepsOf(
    scoresOf([
      { score: 0.9, broke: true },
      { score: 0.7, broke: false },
      { score: 0.5, broke: true },
      { score: 0.1, broke: false },
    ]),
  )
  expect(tellingAllBut(steps, 1)).toMatchObject({ score: 0.9, told: 1 })
  expect(tellingAllBut(steps, 0)).toMatchObject({ score: 0.5, told: 3, toldAndBroken: 2 })
})

test('quantiles lie between the values beside them', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(quantile([5], 0.1)).toBe(5)
  expect(quantile([0, 10], 0.1)).toBeCloseTo(1, 12)
})
