import { expect, test } from 'vitest'
import { problemLine } from '../../core/document/problem.ts'
import { lintMarked } from './marked.testing.ts'

const visit = (moments: string): string => `playbook: mine
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    kept-by: { fact: crew.arrived }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    moments: [${moments}]
`

const ROWS = [
  {
    rule: 'what is asked is something a reply can be read as',
    code: 'unknown-answer',
    level: 'warning',
    playbook: visit('{ id: a, at: { life: made }, say: a, ask: [confirm, ▸reshedule] }'),
    says: 'Did you mean “reschedule”?',
  },
  {
    rule: 'who waits for an answer knows what follows when none comes',
    code: 'unanswered-without-end',
    level: 'warning',
    playbook: visit('{ id: a, at: { life: made }, say: a, ask: [confirm], unanswered: ▸{ after: 3h } }'),
    says: 'Add `try: next-channel`',
  },
  {
    rule: 'one reply brings one message',
    code: 'two-speak',
    level: 'warning',
    playbook: visit(
      '{ id: a, at: { fact: reply.received, when: data.asks == "slot" }, say: a }, { id: b, at: ▸{ fact: reply.received }, say: b }',
    ),
    says: 'a speaks on the same fact',
  },
  {
    rule: '`while` speaks of a promise',
    code: 'while-without-promise',
    level: 'error',
    playbook: `playbook: mine
moments: [{ id: a, at: { fact: link.requested, while: ▸any }, say: a }]
`,
    says: 'Remove `while`',
  },
]

test.each(ROWS)('$rule ($code)', ({ code, level, playbook, says }) => {
  const { marks, found, problems } = lintMarked(code, playbook)
  expect(found).toEqual(marks)
  expect(problems.map(problemLine).join('\n')).toContain(says)
  expect(new Set(problems.map((problem) => problem.level))).toEqual(new Set([level]))
})

test('two replies that are told apart, or of which only one is answered in words, are no doubt', () => {
  const apart =
    '{ id: a, at: { fact: reply.received, when: data.asks == "slot" }, say: a }, { id: b, at: { fact: reply.received, when: data.asks == null }, say: b }'
  const once = '{ id: a, at: { fact: reply.received }, say: a }, { id: b, at: { fact: reply.received }, case: b }'
  expect([apart, once].flatMap((moments) => lintMarked('two-speak', visit(moments)).found)).toEqual([])
})

test('the next channel, or a person, is an end to waiting', () => {
  const waiting = (what: string): string =>
    visit(`{ id: a, at: { life: made }, say: a, ask: [confirm], unanswered: { after: 3h, ${what} } }`)
  for (const what of ['try: next-channel', 'then: { case: call }'])
    expect(lintMarked('unanswered-without-end', waiting(what)).found).toEqual([])
})
