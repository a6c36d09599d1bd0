import { expect, test } from 'vitest'
import { given } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'

/** c waits for b, b for a; all three are made by their own facts, under one key. */
const chain = programOf(`
playbook: test
promises:
  c:
    key: data.order
    owner: sales
    made-by: { fact: order.placed }
    due: { to: { within: 96h } }
    kept-by: { fact: order.completed }
    needs: [b]
    moments: [{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: late }]
  b:
    key: data.order
    to: sales
    owner: planning
    made-by: { fact: order.placed }
    due: { to: { within: 72h } }
    kept-by: { fact: work.progressed, when: 'data.step == "b"' }
    needs: [a]
  a:
    key: data.order
    to: planning
    owner: stores
    made-by: { fact: slot.held, key: data.slot }
    due: { to: { within: 48h } }
    kept-by: { fact: work.progressed, when: 'data.step == "a"' }
    expected-by: [{ fact: order.jeopardy }]
    unkept: has not found the part
`)
const placed = given('order.placed', '2 09:00', { order: 'o' })
const reserved = given('slot.held', '2 09:00', { slot: 'o' })

test('what the first of a chain says is heard at its end, through all that waits for it', () => {
  const late = given('order.jeopardy', '3 10:00', { order: 'o', expected: '2026-03-05T09:00:00Z' })
  expect(decisionsOf(runUntil('5 00:00', chain, [placed, reserved, late]))).toEqual([
    '3 10:00 heads_up said: planning still owes b; it is expected Fri 6 Mar 09:00',
  ])
})

test('a need that nobody ever promised forecasts nothing, and the record says so', () => {
  const other = given('slot.held', '2 09:00', { slot: 'another' })
  const only = programOf(`
playbook: test
promises:
  c:
    key: data.order
    owner: sales
    made-by: { fact: order.placed }
    due: { to: { within: 96h } }
    kept-by: { fact: order.completed }
    needs: [a]
    moments: [{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: late }]
  a:
    key: data.slot
    to: sales
    owner: stores
    made-by: { fact: slot.held }
    due: { to: { within: 48h } }
    kept-by: { fact: slot.released }
`)
  expect(decisionsOf(runUntil('9 00:00', only, [placed, other]))).toEqual([
    '5 09:00 heads_up held: no forecast: nobody has promised test.a',
  ])
})

test('what keeps the need and the promise at one instant is no reason to warn', () => {
  const done = (time: string) => [
    given('work.progressed', time, { order: 'o', step: 'b' }),
    given('order.completed', time, { order: 'o' }),
  ]
  expect(decisionsOf(runUntil('9 00:00', chain, [placed, ...done('5 04:59')]))).toEqual([])
  expect(decisionsOf(runUntil('9 00:00', chain, [placed, ...done('5 05:01')]))).toEqual([
    '5 05:00 heads_up said: planning still owes b; it is due Thu 5 Mar 09:00',
  ])
})

test('needs in a circle, which lint refuses, still come to an end', () => {
  const circle = programOf(`
playbook: test
promises:
  x: { key: data.order, to: sales, owner: a, made-by: { fact: order.placed }, due: { to: { within: 48h } }, kept-by: { fact: order.completed }, needs: [y],
       moments: [{ id: late, at: { jeopardy: low, until: due.to }, nudge: a }] }
  y: { key: data.order, to: sales, owner: b, made-by: { fact: order.placed }, due: { to: { within: 24h } }, kept-by: { fact: order.completed }, needs: [x] }
`)
  expect(decisionsOf(runUntil('9 00:00', circle, [placed])).length).toBe(1)
})
