import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '../../core/fact/fact.ts'
import { keepFirst } from './first-per.ts'
import { mappingText, mapRows } from './mapping.testing.ts'

const HEADER = ['number', 'mod', 'opened', 'updated', 'group']
const TEXT = mappingText({
  row: '{ subject: "case:{number}" }',
  facts: `[
  { type: promise.made, first-per: number, id: "{number}:{mod}:{updated}:made", time: opened, heard: updated, sequence: mod, data: { promise: number, kind: { text: sla }, owner: group } },
  { type: work.handed-over, id: "{number}:{mod}:{updated}:to", time: updated, sequence: mod, data: { promise: number, to: group } } ]`,
})
const row = (mod: number, minute: string, number = '0000137'): readonly string[] => [
  number,
  String(mod),
  '2016-02-29 09:48',
  `2016-02-29 ${minute}`,
  `group ${mod}`,
]

const kept = (rows: readonly (readonly string[])[], over = (fact: Fact): Fact => fact): readonly Fact[] => {
  const { facts, problems } = mapRows(TEXT, rows, HEADER)
  expect(problems).toEqual([])
  return keepFirst({ facts: facts.map(over), lines: facts.map((_, index) => index) }).facts
}
const promises = (facts: readonly Fact[]) => facts.filter(({ type }) => type === 'promise.made').map(({ id }) => id)

test('the row heard first makes the promise, also when it does not come first in the file', () => {
  const facts = kept([row(1, '11:10'), row(1, '09:52'), row(2, '11:03')])
  expect(promises(facts)).toEqual(['0000137:1:2016-02-29 09:52:made'])
  expect(facts.filter(({ type }) => type === 'work.handed-over')).toHaveLength(3)
})

test('of two rows heard in one minute the silo’s own sequence decides, by size and not by letter', () => {
  expect(promises(kept([row(10, '09:52'), row(9, '09:52')]))).toEqual(['0000137:9:2016-02-29 09:52:made'])
})

test('each value has a first row of its own, and a customer may have several', () => {
  expect(promises(kept([row(1, '11:10', 'a'), row(2, '11:11', 'a'), row(3, '11:12', 'b')]))).toHaveLength(2)
})

test('a row heard again with the same id stays for the ledger to judge', () => {
  expect(promises(kept([row(1, '11:10'), row(1, '11:10')]))).toHaveLength(2)
})

test('lines stay with their facts', () => {
  const { facts } = mapRows(TEXT, [row(2, '11:10'), row(1, '09:52')], HEADER)
  const group = keepFirst({ facts, lines: [2, 2, 3, 3] })
  expect(group.lines).toEqual([2, 3, 3])
})

test('an empty cell has no first row: the row is refused', () => {
  const { problems } = mapRows(
    TEXT.replace('"case:{number}"', '"case:{mod}"').replaceAll('"{number}:', '"{mod}:'),
    [row(1, '09:52', '')],
    HEADER,
  )
  expect(problems).toMatchObject([{ code: 'empty-column', place: { path: 'number', line: 2 } }])
})

test('law: the same promise whatever the order of the rows, also after the facts have lain on disk as JSON', () => {
  const rows = fc.array(fc.tuple(fc.nat(12), fc.nat(59)), { minLength: 1, maxLength: 12 })
  const inAnyOrder = rows.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
  )
  const asRow = ([mod, minute]: readonly [number, number]) => row(mod, `10:${String(minute).padStart(2, '0')}`)
  fc.assert(
    fc.property(inAnyOrder, ([some, shuffled]) => {
      const one = new Set(promises(kept(some.map(asRow))))
      const other = new Set(promises(kept(shuffled.map(asRow), (fact) => JSON.parse(JSON.stringify(fact)) as Fact)))
      expect(other).toEqual(one)
      expect(one.size).toBe(1)
    }),
  )
})
