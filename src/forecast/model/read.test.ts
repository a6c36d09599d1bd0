import fc from 'fast-check'
import { expect, test } from 'vitest'
import { days, hours } from '../../core/time/instant.ts'
import { learn } from './learn.ts'
import { modelName, modelText } from './model.ts'
import { broken, companyPast, draw, kept, pastVersion, START, utc } from './past.testing.ts'
import { readModel } from './read.ts'

const answer = learn(companyPast(1500), { before: START + days(45), zone: utc, file: 'company.csv' })
if ('problems' in answer) throw new Error('a company of 1500 promises is enough')
const { model } = answer
const text = modelText(model)

const problemOf = (changed: string) => {
  const read = readModel(changed, 'model.json')
  return 'problems' in read ? read.problems[0] : undefined
}

test('what was written is read back the same, under the same name', () => {
  const read = readModel(text, 'model.json')
  expect(read).toEqual({ model })
  const sha256 = (content: string | Uint8Array): string => `${content.length}`.padStart(64, '0')
  expect(modelName(model, sha256)).toHaveLength(12)
})

test('law: what is learned of incidents, which have no due time, is read back, certain though a silo may seem', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3 }), (seed, often, sureSilos) => {
      const past = Array.from({ length: 1000 }, (_, n) => {
        const made = START + hours(n)
        const silo = n % 5
        const breaks = silo < sureSilos ? silo % 2 === 0 : draw(n + seed) * 10 <= often
        // One of each outcome is enough to learn from; more than that is left to the draw.
        const isBroken = n < 100 ? n % 2 === 0 : breaks
        const settled = (isBroken ? broken : kept)(made + hours(1 + (n % 50)))
        const handOvers = [{ from: 'desk', to: `group ${silo}`, heard: made + hours(draw(n) / 2) }]
        return pastVersion({
          made,
          owner: `group ${silo}`,
          kind: 'incident',
          dueTo: null,
          tellBy: null,
          settled,
          handOvers,
        })
      })
      const learned = learn(past, { before: START + days(50), zone: utc, file: 'incidents.csv' })
      if ('problems' in learned) throw new Error(learned.problems[0]?.reason)
      expect(learned.model.undated).not.toBeNull()
      expect(readModel(modelText(learned.model), 'model.json')).toEqual({ model: learned.model })
    }),
    { numRuns: 3 },
  )
}, 60_000)

test('a model of another version is refused at its line, with the way to a new one', () => {
  expect(problemOf(text.replace('"format": 1', '"format": 2'))).toMatchObject({
    code: 'other-model-format',
    place: { file: 'model.json', line: 3 },
    reason: 'The model has format 2; this version reads 1.',
    mend: expect.stringContaining('troth learn'),
  })
})

test('a file of something else says that it is no model', () => {
  for (const other of ['{}', '[1, 2]', 'hello', '', '{"troth": "playbook"}'])
    expect(problemOf(other)?.code).toBe('no-model')
})

test('broken JSON has its place', () => {
  expect(problemOf(text.slice(0, 400))).toMatchObject({
    code: 'model-unreadable',
    place: { file: 'model.json', line: expect.any(Number) },
  })
})

test('a shape that is wrong has its path', () => {
  expect(problemOf(text.replace(/"zone": "[^"]*"/, '"zone": "Mars/Olympus"'))).toMatchObject({
    place: { path: 'learned.zone' },
  })
  expect(problemOf(text.replace('"settled"', '"setled"'))?.place.path).toContain('history')
  const falling = JSON.stringify({
    ...model,
    dated: {
      ...model.dated,
      calibration: [
        [0, 0.5],
        [1, 0.2],
      ],
    },
  })
  expect(problemOf(falling)?.place.path).toBe('dated.calibration')
})
