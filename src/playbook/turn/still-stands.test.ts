import { expect, test } from 'vitest'
import type { Fact } from '../../core/fact/fact.ts'
import { given, text } from '../../core/fact/fact.testing.ts'
import { clock } from '../../core/promise/promise.testing.ts'
import { programOf, runUntil } from '../program.testing.ts'
import { stillStands } from './still-stands.ts'

const program = programOf(`
playbook: test
promises:
  stated:
    key: data.promise
    kind: { cel: data.kind }
    owner: field
    made-by: { fact: promise.made }
    due: { from: { cel: data.due_from }, to: { cel: data.due }, if-missing: unknown }
    kept-by: { fact: promise.kept }
    expected-by: [{ fact: work.progressed }]
  inside:
    key: data.promise
    to: sales
    owner: field
    made-by: { fact: promise.made }
    due: { to: { within: 48h } }
    kept-by: { fact: promise.kept }
  after:
    key: data.promise
    owner: field
    made-by: { fact: promise.made, when: 'data.kind == "repair"' }
    due: { to: { within: 400h } }
    kept-by: { fact: promise.kept }
    needs: [stated]
`)
const made = (promise: string, due: string | null, kind = promise): Fact =>
  given('promise.made', '2 09:00', { promise, kind, ...(due === null ? {} : { due: text(due) }) }, { id: promise })
const late = made('late', '5 17:00', 'repair')
const standing = (...facts: readonly Fact[]): readonly string[] => {
  const turn = runUntil('4 09:00', program, [late, ...facts])
  const promise = turn.published.get('test.stated/late') ?? expect.fail()
  return stillStands(turn, promise).map(({ kind, at }) => `${kind} ${clock(at)}`)
}

test('the customer’s other open promises stand, the earliest first', () => {
  expect(standing(made('b', '9 17:00'), made('a', '8 17:00'))).toEqual(['a 8 17:00', 'b 9 17:00'])
})

test('not what is settled, over, without a time, between silos, in jeopardy itself, or waiting for the late one', () => {
  expect(standing()).toEqual([])
  expect(standing(made('b', '9 17:00'), given('promise.kept', '3 09:00', { promise: 'b' }))).toEqual([])
  expect(standing(made('b', '3 17:00'))).toEqual([])
  expect(standing(made('b', null))).toEqual([])
  const slow = given('work.progressed', '3 09:00', { promise: 'b', step: 's', expected: text('10 09:00') })
  expect(standing(made('b', '9 17:00'), slow)).toEqual([])
})

test('a window stands until it begins: of one that runs it is too early and too late to speak', () => {
  const window = (from: string): Fact =>
    given(
      'promise.made',
      '2 09:00',
      { promise: 'b', kind: 'b', due_from: text(from), due: text('4 12:00') },
      { id: 'b' },
    )
  expect(standing(window('4 10:00'))).toEqual(['b 4 10:00'])
  expect(standing(window('4 08:00'))).toEqual([])
})
