import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOf } from '../core/fact/canonical-bytes.testing.ts'
import type { Fact } from '../core/fact/fact.ts'
import { on } from '../core/fact/fact.testing.ts'
import { writePromises } from '../core/ledger/canonical-promises.ts'
import type { CustomerPromise } from '../core/promise/customer-promise.ts'
import { hours } from '../core/time/instant.ts'
import { END, lawText, promisesText, run, stream } from './laws.testing.ts'
import { programOf, publishedOf } from './program.testing.ts'

const changed = (...changes: readonly (readonly [from: string, to: string])[]): string =>
  changes.reduce((written, [from, to]) => {
    if (!written.includes(from)) throw new Error(`there is no ${from} to change`)
    return written.replace(from, to)
  }, lawText)

/** The window is judged by other terms, the OLA is promised no more, a price no longer ends; `stated` stays as it is. */
const second = changed(
  ['grace: 13h', 'grace: 1h'],
  ['tell-by: { before: due.from, by: 2h }', 'tell-by: { before: due.from, by: 9h }'],
  ['kept-by: { fact: promise.kept }\n    expected-by', 'kept-by: { fact: claim.settled }\n    expected-by'],
  ['  inside:', '  within:'],
  [', until: { cel: data.due }', ''],
)
const third = changed([
  'made-by: { fact: promise.made, when: data.due_from != null }',
  'made-by: { fact: promise.made }',
])
const TEXTS = [lawText, second, third]
const FROM = [-Infinity, on('3 00:00'), on('4 00:00')]
const program = publishedOf(['1 00:00', lawText], ['3 00:00', second], ['4 00:00', third])

const UNTIL = END + hours(24 * 90)
const heardInTurn = (facts: readonly Fact[]): readonly Fact[] =>
  facts.map((fact, index) => ({ ...fact, heard: fact.time - (fact.time % 1000) + hours(24 * 60) + index }))

test('law: over publications too, promises do not depend on the order in which facts arrive', () => {
  const shuffled = stream.chain((facts) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
  )
  fc.assert(
    fc.property(shuffled, ([facts, others]) => {
      const [one, other] = [facts, others].map((each) => run(heardInTurn(each), UNTIL, { program, forecaster: null }))
      if (one !== undefined && other !== undefined) expect(promisesText(other)).toBe(promisesText(one))
    }),
  )
})

const written = (promise: CustomerPromise): string => textOf((out) => writePromises(out, 'c', [promise]))

/** One version alone, over what it may have made and all that could become of it. */
const alone = TEXTS.map((text) => ({ program: programOf(text), forecaster: null }))
const ofVersion = (n: number, facts: readonly Fact[]): ReadonlyMap<string, CustomerPromise> =>
  run(
    facts.filter(({ time, type }) => type !== 'promise.made' || time >= (FROM[n] ?? 0)),
    UNTIL,
    alone[n],
  ).published

test('law: a promise reads as the version that made it reads it alone, whatever else was published', () => {
  const makers = alone.map(({ program: { rules } }) => rules.get('law.stated')?.versions[0].version)
  const seen = [0, 0, 0]
  fc.assert(
    fc.property(stream, (facts) => {
      const each = TEXTS.map((_, n) => ofVersion(n, facts))
      for (const promise of run(facts, UNTIL, { program, forecaster: null }).published.values()) {
        const n = makers.indexOf(promise.playbookVersion)
        seen[n] = (seen[n] ?? 0) + 1
        const lonely = each[n]?.get(promise.id)
        expect(lonely === undefined ? null : written(lonely)).toBe(written(promise))
      }
    }),
  )
  expect(Math.min(...seen)).toBeGreaterThan(5)
})
