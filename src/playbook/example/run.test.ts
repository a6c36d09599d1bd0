import { expect, test } from 'vitest'
import { problemLine } from '../../core/document/problem.ts'
import { compilePlaybook, type CompiledPlaybook } from '../compile/playbook.ts'
import { readPlaybook } from '../read.ts'
import { readExamples } from './read.ts'
import { runExamples } from './run.ts'
import { compiledOf, sha256, SHIPPED } from './shipped.testing.ts'

/** Two promises made by one fact; nothing forecasts the one to the customer. */
const proposal = `
playbook: keep-informed
promises:
  proposal:
    key: data.quote
    owner: sales
    made-by: { fact: quote.requested }
    due: { to: { business-days: 3 } }
    kept-by: { fact: quote.given }
    moments: [{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: proposal-late, ask: [wait, call-me] }]
  engineer_named:
    key: data.quote
    to: sales
    owner: operations
    made-by: { fact: quote.requested }
    due: { to: { business-days: 2 } }
    kept-by: { fact: work.progressed }
    moments:
      - { id: nudge, at: { before: due.to, business-days: 1 }, nudge: operations }
      - { id: escalate, at: { life: broken }, nudge: operations, rung: 2 }
`

function compiledProposal(): CompiledPlaybook {
  const read = readPlaybook(proposal, 'playbook.yaml')
  const answer = 'problems' in read ? read : compilePlaybook(read.playbook, { holidays: new Map(), sha256 })
  if ('problems' in answer) throw new Error(answer.problems.map(problemLine).join('\n'))
  return answer.playbook
}

const compiled = new Map<string, CompiledPlaybook>()
for (const name of SHIPPED) compiled.set(name, await compiledOf(name))
compiled.set('keep-informed', compiledProposal())

/** A proposal nobody cares for: nudge, held at tell-by, escalate. */
const silent = (expect: readonly string[], more = ''): string => `- example: Nobody says a word.
  zone: Europe/London
${more}  given:
    - { at: 2026-03-02 09:30, fact: quote.requested, data: { quote: Q1 } }
  until: 2026-03-09 09:00
  expect:
${expect.map((line) => `    - { ${line} }`).join('\n')}
`

const NUDGE = 'at: 2026-03-03 17:00, moment: engineer_named.nudge, outcome: said'
const HELD = 'at: 2026-03-04 17:00, moment: proposal.heads_up, outcome: held, reason: no forecast'
const ESCALATE = 'at: 2026-03-04 17:00, moment: engineer_named.escalate, outcome: said'

function differencesOf(text: string): readonly string[] {
  const read = readExamples(text, 'examples.yaml', 'keep-informed')
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join('\n'))
  return runExamples(read.examples, compiled).flatMap(({ result }) =>
    'differences' in result ? result.differences : ['passed'],
  )
}

test('an example that names every decision passes', () => {
  expect(differencesOf(silent([NUDGE, HELD, ESCALATE]))).toEqual(['passed'])
})

test('a moment may be written with its playbook in front', () => {
  expect(differencesOf(silent([NUDGE.replace('engineer', 'keep-informed.engineer'), HELD, ESCALATE]))).toEqual([
    'passed',
  ])
})

test('a decision that is not expected is named, and does not make the rest differ', () => {
  expect(differencesOf(silent([NUDGE, ESCALATE]))).toEqual([
    'examples.yaml:1:3 decided, but not expected: 2026-03-04 17:00 keep-informed.proposal.heads_up held (no forecast) about keep-informed.proposal/Q1#1',
  ])
})

test('a decision after the last expected one is named', () => {
  const [found, ...more] = differencesOf(silent([NUDGE, HELD]))
  expect(found).toContain(
    'examples.yaml:1:3 decided, but not expected: 2026-03-04 17:00 keep-informed.engineer_named.escalate',
  )
  expect(more).toEqual([])
})

test('a decision that was not made is named at its line', () => {
  const never = 'at: 2026-03-04 09:00, moment: proposal.heads_up, outcome: said'
  expect(differencesOf(silent([NUDGE, never, HELD, ESCALATE]))).toEqual([
    'examples.yaml:8:7 expected, but not decided: 2026-03-04 09:00 proposal.heads_up said',
  ])
  expect(differencesOf(silent([NUDGE, HELD, ESCALATE, never]))).toEqual([
    'examples.yaml:10:7 expected, but not decided: 2026-03-04 09:00 proposal.heads_up said',
  ])
})

test('decisions in another order differ', () => {
  expect(differencesOf(silent([NUDGE, ESCALATE, HELD])).length).toBe(2)
})

test.each([
  ['the outcome', 'outcome: held', 'outcome: said', 'outcome: expected said, got held'],
  ['the reason', 'no forecast', 'below its level', 'reason: expected below its level, got no forecast'],
  [
    'the promise',
    'outcome: held',
    'outcome: held, promise: proposal/Q2',
    'promise: expected keep-informed.proposal/Q2, got keep-informed.proposal/Q1',
  ],
  ['the version', 'outcome: held', 'outcome: held, version: 2', 'version: expected 2, got 1'],
  ['the words', 'outcome: held', 'outcome: held, say: heads-up', 'say: expected heads-up, got proposal-late'],
  ['the question', 'outcome: held', 'outcome: held, ask: [wait]', 'ask: expected wait, got wait, call-me'],
  ['what it does', 'outcome: held', 'outcome: held, nudge: sales', 'nudge: expected sales, got none (it would say)'],
])('%s may differ', (_, was, is, expected) => {
  const found = differencesOf(silent([NUDGE, HELD.replace(was, is), ESCALATE]))
  expect(found.length).toBe(1)
  expect(found[0]).toContain(`examples.yaml:8:7 ${expected}`)
})

test('another hour is told from no decision at all', () => {
  const [found] = differencesOf(silent([NUDGE.replace('17:00', '16:00'), HELD, ESCALATE]))
  expect(found).toContain('examples.yaml:7:7 at: expected 2026-03-03 16:00, got 2026-03-03 17:00')
})

test('a moment nobody knows gets the near one', () => {
  const [found] = differencesOf(silent([NUDGE.replace('nudge', 'nugde'), HELD, ESCALATE]))
  expect(found).toBe(
    'examples.yaml:7:7 there is no moment keep-informed.engineer_named.nugde. Did you mean keep-informed.engineer_named.nudge?',
  )
})

test('what became of promises, and how breaks were told, is compared at their lines', () => {
  const text = `${silent([NUDGE, HELD, ESCALATE])}  promises:
    proposal/Q1: kept
    proposal/Q2: kept
    proposal/Q1#2: kept
  told:
    proposal/Q1: told-late
`
  expect(differencesOf(text)).toEqual([
    'examples.yaml:11:5 proposal/Q1: expected kept, got broken',
    'examples.yaml:12:5 there is no promise proposal/Q2. Did you mean proposal/Q1?',
    'examples.yaml:13:5 proposal/Q1 has no version 2; it has 1.',
    'examples.yaml:15:5 proposal/Q1: expected told-late, got silent',
  ])
})

test('a playbook that is not at hand gets the near one', () => {
  expect(differencesOf(silent([NUDGE], '  playbooks: [recovry]\n'))).toEqual([
    'examples.yaml:1:3 there is no playbook recovry here. Did you mean recovery?',
  ])
})

test('the same id with other content is refused by the ledger, which the example hears of', () => {
  const twice = silent([NUDGE, HELD, ESCALATE]).replace(
    '  until',
    '    - { at: 2026-03-02 09:40, id: given-1, fact: quote.requested, data: { quote: Q2 } }\n  until',
  )
  expect(differencesOf(twice)).toEqual([
    'examples.yaml:1:3 the fact given-1 is given twice with different content, and was refused',
  ])
})
