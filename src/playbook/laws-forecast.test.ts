import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cuts,
  decisionsText,
  END,
  inChunks,
  needing,
  noisyStream,
  promisesText,
  run,
  stream,
  trembling,
  type Law,
} from './laws.testing.ts'
import { isHeadsUp } from './moment.ts'
import type { Turn } from './turn/turn.ts'

const laws: readonly Law[] = [
  { program: needing, forecaster: null },
  { program: needing, forecaster: trembling },
]
const law = fc.constantFrom(...laws)

test('law: with points and needs too, decisions are the same however time is cut into turns', () => {
  fc.assert(
    fc.property(noisyStream, cuts, law, (facts, chunks, of) => {
      const [whole, cut] = [run(facts, END, of), inChunks(facts, { cuts: chunks, law: of })]
      expect(decisionsText(cut)).toBe(decisionsText(whole))
      expect(promisesText(cut)).toBe(promisesText(whole))
      expect(cut.jeopardies.length).toBe(whole.jeopardies.length)
    }),
  )
})

test('law: heard when each was heard, the order of the list makes no difference to what is forecast', () => {
  fc.assert(
    fc.property(stream, law, (facts, of) => {
      expect(decisionsText(run(facts.toReversed(), END, of))).toBe(decisionsText(run(facts, END, of)))
    }),
  )
})

const headsUps = ({ decisions, program }: Turn): readonly string[] => {
  const moments = [...program.moments.values()].flatMap(({ jeopardy }) => jeopardy)
  const once = new Set(moments.filter((moment) => isHeadsUp(moment) && moment.repeat === null).map(({ id }) => id))
  return decisions
    .filter(({ outcome, moment }) => outcome === 'said' && once.has(moment))
    .map(({ anchor, moment }) => `${anchor} ${moment}`)
}

test('law: a heads-up without repeat is said once about a version, however often it is looked at', () => {
  fc.assert(
    fc.property(noisyStream, law, (facts, of) => {
      const said = headsUps(run(facts, END, of))
      expect(new Set(said).size).toBe(said.length)
    }),
  )
})

test('law: a model changes what is said, never what was promised, kept or broken', () => {
  fc.assert(
    fc.property(noisyStream, (facts) => {
      const [without, withModel] = laws.map((of) => promisesText(run(facts, END, of)))
      expect(withModel).toBe(without)
    }),
  )
})

test('law: what is heard after an instant changes nothing that was decided until then', () => {
  fc.assert(
    fc.property(noisyStream, fc.nat({ max: 40 }), law, (facts, step, of) => {
      const cut = (facts[0]?.heard ?? END) + step * 21_600_000
      const [known, all] = [facts.filter(({ heard }) => heard <= cut), facts].map((some) => run(some, cut, of))
      expect(all && decisionsText(all)).toBe(known && decisionsText(known))
    }),
  )
})

test('the streams of these laws are told at points, by needs and by the model', () => {
  const seen = new Map<string, number>()
  const count = (name: string): unknown => seen.set(name, (seen.get(name) ?? 0) + 1)
  for (const facts of fc.sample(noisyStream, { numRuns: 500, seed: 311 }))
    for (const of of laws) {
      const turn = run(facts, END, of)
      for (const { occurrence, outcome, because } of turn.decisions) {
        if (outcome === 'said') count(occurrence.replace(/ .*/, ''))
        if (because.reason.includes('owes inside')) count('needs')
        if (because.reason === 'it trembles') count('model')
      }
      if (turn.jeopardies.length > 1) count('crossed twice')
    }
  const wanted = 'made half three-quarters day-before hours-before over needs model'.split(' ')
  expect([...wanted, 'crossed twice'].filter((name) => (seen.get(name) ?? 0) < 5)).toEqual([])
})
