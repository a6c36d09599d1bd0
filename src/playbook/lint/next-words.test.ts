import { expect, test } from 'vitest'
import { problemLine } from '../../core/document/problem.ts'
import { lintMarked } from './marked.testing.ts'

/** A playbook of one sound promise, with what a test puts into it. */
const proposal = (more: string): string => `playbook: mine
promises:
  proposal:
    key: data.quote
    owner: sales
    made-by: { fact: quote.requested }
    kept-by: { fact: quote.given }
    due: { to: { business-days: 3 } }
${more}`

const ROWS = [
  {
    rule: 'a moment waits for the next word of one that promises it, beside it',
    code: 'unknown-word',
    level: 'error',
    playbook: proposal(
      `    moments: [{ id: received, at: { life: made }, say: word, next-word: 4h }, { id: no_news, at: { word-due: ▸recieved }, say: word }]\n`,
    ),
    says: 'Did you mean “received”?',
  },
  {
    rule: 'a moment waits neither for its own word nor for one that is never promised',
    code: 'unknown-word',
    level: 'error',
    playbook: proposal(
      `    moments: [{ id: a, at: { word-due: ▸a }, say: a, next-word: 4h }, { id: b, at: { life: made }, say: b }, { id: c, at: { word-due: ▸b }, say: c }]\n`,
    ),
    says: 'Name one beside it that says something with `next-word`.',
  },
  {
    rule: 'a next word is promised where a promise is spoken of',
    code: 'next-word-without-promise',
    level: 'error',
    playbook: `playbook: mine
anchor: { fact: quote.given }
moments: [{ id: word, at: { after: anchor, by: 1h }, say: word, next-word: ▸4h }]
`,
    says: 'Move the moment into the promise.',
  },
  {
    rule: 'whoever says when the next word comes has somebody who sees to it',
    code: 'next-word-not-kept',
    level: 'warning',
    playbook: proposal(
      `    moments: [{ id: received, at: { life: made }, say: word, next-word: ▸{ business-days: 1 } }]\n`,
    ),
    says: 'Add a moment `at: { word-due: received }` that says that there is no news, or opens a case.',
  },
  {
    rule: 'only words promise more of them',
    code: 'next-word-without-say',
    level: 'error',
    playbook: proposal(`    moments: [{ id: a, at: { life: made }, case: call, next-word: ▸4h }]\n`),
    says: 'Add `say`, or remove `next-word`.',
  },
  {
    rule: 'a word that is due comes again by promising itself',
    code: 'repeat-without-next-word',
    level: 'warning',
    playbook: proposal(
      `    moments: [{ id: a, at: { life: made }, say: a, next-word: 4h }, { id: b, at: { word-due: a }, say: b, repeat: ▸{ at-most: 2 } }]\n`,
    ),
    says: 'Add `next-word`, or remove `repeat`.',
  },
  {
    rule: 'a word that is due needs no other reason to come again',
    code: 'repeat-with-when',
    level: 'error',
    playbook: proposal(
      `    moments: [{ id: a, at: { life: made }, say: a, next-word: 4h }, { id: b, at: { word-due: a }, say: b, next-word: 4h, repeat: ▸{ at-most: 2, when: true == true } }]\n`,
    ),
    says: 'Remove `when` here; `at-most` says how often.',
  },
  {
    rule: 'of new estimates somebody says which are news',
    code: 'repeat-without-when',
    level: 'error',
    playbook: proposal(
      `    needs: [x]\n    moments: [{ id: a, at: { jeopardy: low, until: due.to }, say: a, repeat: ▸{ at-most: 2 } }]\n`,
    ),
    says: 'Say when it is news',
  },
] as const

test.each(ROWS)('$code: $rule', ({ code, level, playbook, says }) => {
  const { marks, found, problems } = lintMarked(code, playbook)
  expect(marks.length).toBeGreaterThan(0)
  expect(found).toEqual(marks)
  for (const problem of problems) expect(problem.level).toBe(level)
  expect(problems.map(problemLine).join('\n')).toContain(says)
})

test('a word that is promised, repeated and handed to a person has no findings', () => {
  const sound = proposal(`    moments:
      - { id: received, at: { life: made }, say: a, next-word: { business-days: 1 } }
      - { id: no_news, at: { word-due: received }, say: b, next-word: 4h, repeat: { at-most: 3 } }
      - { id: call, at: { word-due: no_news }, case: call-customer }
`)
  for (const { code } of ROWS) expect(lintMarked(code, sound).problems).toEqual([])
})
