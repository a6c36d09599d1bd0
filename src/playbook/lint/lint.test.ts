import { expect, test } from 'vitest'
import { problemLine } from '../../core/document/problem.ts'
import { lintPlaybook } from './lint.ts'
import { lintMarked, playbookOf, textsOf } from './marked.testing.ts'

/** A playbook of one sound promise, with what a test puts into it. */
const proposal = (more: string): string => `playbook: mine
promises:
  proposal:
    key: data.quote
    owner: sales
    made-by: { fact: quote.requested }
    kept-by: { fact: quote.given }
${more}`

const window = (more: string): string => `playbook: mine
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    kept-by: { fact: crew.arrived }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
${more}`

const inDays = '    due: { to: { business-days: 3 } }\n'

interface Row {
  readonly rule: string
  readonly code: string
  readonly level: 'error' | 'warning'
  readonly playbook: string
  readonly says: string
}

const ROWS: readonly Row[] = [
  {
    rule: 'a fact type nobody knows is doubted, and the near one offered',
    code: 'unknown-fact-type',
    level: 'warning',
    playbook: proposal(`${inDays}    broken-by: { fact: ▸quote.givn }\n`),
    says: 'Did you mean “quote.given”?',
  },
  {
    rule: 'an unknown type is found in a list, a note, an estimate and a moment too',
    code: 'unknown-fact-type',
    level: 'warning',
    playbook: proposal(`${inDays}    broken-by: [{ fact: quote.given }, { fact: ▸a.one }]
    disputed-by: { any: [{ fact: ▸a.two }] }
    notes: { left: { fact: ▸a.three } }
    expected-by: [{ fact: ▸a.four, when: data.expected != null }]
    moments: [{ id: word, at: { fact: ▸a.five }, say: word }]
`),
    says: 'See `troth facts` for the types there are.',
  },
  {
    rule: 'no promise is settled by what Troth itself states',
    code: 'engine-fact',
    level: 'error',
    playbook: proposal(`${inDays}    broken-by: { fact: ▸promise.settled, key: fact.id }\n`),
    says: 'promise.settled is stated by Troth itself',
  },
  {
    rule: 'a need that names nothing is refused, and the near one offered',
    code: 'unknown-need',
    level: 'error',
    playbook: proposal(`    needs: [▸engineer_nmaed]
  engineer_named:
    { key: data.quote, to: sales, owner: operations, made-by: { fact: quote.requested }, kept-by: { fact: quote.given } }
`),
    says: 'Did you mean “engineer_named”?',
  },
  {
    rule: 'a need of another key may never be found',
    code: 'need-other-key',
    level: 'warning',
    playbook: proposal(`    needs: [▸engineer_named]
  engineer_named:
    { key: data.order, to: sales, owner: operations, made-by: { fact: order.placed }, kept-by: { fact: order.completed } }
`),
    says: 'engineer_named is looked for under data.quote',
  },
  {
    rule: 'only slips are counted',
    code: 'n-without-slipped',
    level: 'error',
    playbook: proposal(`    moments: [{ id: again, at: { life: broken, n: ▸2 }, case: call }]
`),
    says: 'Only slips are counted',
  },
  {
    rule: 'only a promise to a silo can be needed',
    code: 'need-not-ola',
    level: 'error',
    playbook: proposal(`    needs: [▸other]
  other: { key: data.quote, owner: operations, made-by: { fact: quote.requested }, kept-by: { fact: quote.given } }
`),
    says: 'Give other a `to`.',
  },
  {
    rule: 'needs in a circle are refused once, with the whole circle',
    code: 'cyclic-needs',
    level: 'error',
    playbook: `playbook: mine
promises:
  a: { key: data.quote, to: x, owner: y, made-by: { fact: quote.requested }, kept-by: { fact: quote.given }, needs: [b] }
  b: { key: data.quote, to: x, owner: y, made-by: { fact: quote.requested }, kept-by: { fact: quote.given }, needs: [c] }
  c: { key: data.quote, to: x, owner: y, made-by: { fact: quote.requested }, kept-by: { fact: quote.given }, needs: [▸a] }
`,
    says: 'A circle: a → b → c → a.',
  },
  {
    rule: 'a promise that needs itself is a circle',
    code: 'cyclic-needs',
    level: 'error',
    playbook: proposal('    to: x\n    needs: [▸proposal]\n'),
    says: 'A circle: proposal → proposal.',
  },
  {
    rule: 'two moments of one id are refused: only one would be decided',
    code: 'moment-id-twice',
    level: 'error',
    playbook: proposal(`${inDays}    moments:
      - { id: word, at: { life: kept }, say: word }
      - { id: ▸word, at: { life: broken }, say: word }
`),
    says: 'in line 10',
  },
  {
    rule: 'jeopardy of a promise without a due time can never come',
    code: 'jeopardy-without-due',
    level: 'error',
    playbook: proposal('    moments: [{ id: word, at: ▸{ jeopardy: low, until: due.to }, say: word }]\n'),
    says: 'proposal has no due time',
  },
  {
    rule: 'a heads-up nothing forecasts is named with its consequence',
    code: 'never-forecast',
    level: 'warning',
    playbook: proposal(`${inDays}    moments: [{ id: word, at: ▸{ jeopardy: low, until: due.to }, say: word }]\n`),
    says: 'Nothing forecasts this yet',
  },
  {
    rule: 'a heads-up is never withheld',
    code: 'holdout-on-heads-up',
    level: 'error',
    playbook: proposal(
      `${inDays}    moments: [{ id: word, at: { jeopardy: low, until: due.to }, say: word, holdout: ▸0.1 }]\n`,
    ),
    says: 'those left out would hear nothing',
  },
  {
    rule: 'until due.from needs a window',
    code: 'no-window',
    level: 'error',
    playbook: proposal(`${inDays}    moments: [{ id: word, at: { jeopardy: low, until: ▸due.from }, say: word }]\n`),
    says: 'proposal is due at an instant',
  },
  {
    rule: 'before due.from needs a window, and so does tell-by',
    code: 'no-window',
    level: 'error',
    playbook: proposal(`${inDays}    tell-by: { before: ▸due.from, by: 60m }
    moments: [{ id: word, at: { before: ▸due.from, by: 60m }, say: word }]
`),
    says: 'Write due.to',
  },
  {
    rule: 'a due that never ends is refused',
    code: 'due-without-to',
    level: 'error',
    playbook: proposal('    due: ▸{ from: { business-days: 1 } }\n'),
    says: 'it could never run out',
  },
  {
    rule: 'tell-by cannot be counted from itself',
    code: 'tell-by-itself',
    level: 'error',
    playbook: proposal(`${inDays}    tell-by: ▸{ before: tell-by, by: 60m }\n`),
    says: 'Count it from due.from or due.to.',
  },
  {
    rule: 'tell-by at a clock of the day itself may come after the due time',
    code: 'tell-by-after-due',
    level: 'warning',
    playbook: window('    tell-by: ▸{ before: due.from, days: 0, clock: "09:00" }\n'),
    says: 'visit may be due before 09:00',
  },
  {
    rule: 'tell-by counted from the end of a window may come when it is open',
    code: 'tell-by-after-due',
    level: 'warning',
    playbook: window('    tell-by: ▸{ before: due.to, by: 60m }\n'),
    says: 'Count it from due.from.',
  },
  {
    rule: 'a lead as long as the promise leaves no time to tell in time',
    code: 'tell-by-before-made',
    level: 'warning',
    playbook: proposal('    due: { to: { within: 2h } }\n    tell-by: { before: due.to, by: ▸2h }\n'),
    says: 'each heads-up would be late',
  },
  {
    rule: 'a promise no fact can keep is refused',
    code: 'never-kept',
    level: 'error',
    playbook: `playbook: mine
promises:
  proposal:
    ▸key: data.quote
    owner: sales
    made-by: { fact: quote.requested }
`,
    says: 'No fact can keep proposal',
  },
  {
    rule: 'more than a day of grace hides breaks',
    code: 'long-grace',
    level: 'warning',
    playbook: proposal(`${inDays}    grace: ▸25h\n`),
    says: 'no case, no apology, no remedy',
  },
  {
    rule: 'an estimate without a time would raise the alarm at every step',
    code: 'estimate-without-time',
    level: 'warning',
    playbook: proposal(`${inDays}    expected-by:
      - ▸{ fact: work.progressed }
      - { fact: work.progressed, when: data.expected != null }
      - { fact: order.jeopardy, key: data.promise }
`),
    says: 'late, not known when',
  },
  {
    rule: 'a due read from a field that may be absent needs its if-missing',
    code: 'due-may-be-missing',
    level: 'warning',
    playbook: proposal('    due: { to: { cel: ▸data.due } }\n'),
    says: 'if-missing: unknown',
  },
  {
    rule: 'a field is optional when the object it stands in is',
    code: 'due-may-be-missing',
    level: 'warning',
    playbook: `playbook: mine
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: link.used }
    kept-by: { fact: crew.arrived }
    due: { to: { cel: ▸data.window.end } }
`,
    says: 'link.used need not carry window.end',
  },
  {
    rule: 'every fact that makes or moves a promise carries its terms',
    code: 'term-not-carried',
    level: 'error',
    playbook: `playbook: mine
promises:
  visit:
    key: data.visit
    owner: { cel: data.owner }
    made-by: [{ fact: visit.booked }, { fact: ▸visit.moved }]
    moved-by: { fact: ▸visit.assigned }
    kept-by: { fact: crew.arrived }
    due: { to: { cel: data.window.end } }
`,
    says: 'it would be unknown',
  },
  {
    rule: 'a rung without a nudge, an unanswered without a question, a question without words',
    code: 'rung-without-nudge',
    level: 'error',
    playbook: proposal(`${inDays}    moments: [{ id: word, at: { life: broken }, say: word, rung: ▸2 }]\n`),
    says: 'Add `nudge`, or remove `rung`.',
  },
  {
    rule: 'unanswered without ask',
    code: 'unanswered-without-ask',
    level: 'error',
    playbook: proposal(
      `${inDays}    moments: [{ id: word, at: { life: made }, say: word, unanswered: ▸{ after: 3h } }]\n`,
    ),
    says: 'Nothing is asked here',
  },
  {
    rule: 'ask without say',
    code: 'ask-without-say',
    level: 'error',
    playbook: proposal(`${inDays}    moments: [{ id: word, at: { life: made }, nudge: sales, ask: ▸[wait] }]\n`),
    says: 'A question goes out with words.',
  },
  {
    rule: 'class without say',
    code: 'class-without-say',
    level: 'error',
    playbook: proposal(`${inDays}    moments: [{ id: word, at: { life: made }, nudge: sales, class: ▸urgent }]\n`),
    says: 'Only words to a customer have a class.',
  },
  {
    rule: 'a moment that would do two things is refused: only one would be done',
    code: 'two-actions',
    level: 'error',
    playbook: proposal(`${inDays}    moments: [▸{ id: word, at: { life: broken }, say: word, nudge: sales }]\n`),
    says: 'Make two moments of it',
  },
  {
    rule: 'a moment that does nothing is refused',
    code: 'no-action',
    level: 'error',
    playbook: proposal(`${inDays}    moments: [▸{ id: word, at: { life: broken } }]\n`),
    says: 'word says nothing',
  },
  {
    rule: 'a moment after an anchor needs one',
    code: 'no-anchor',
    level: 'error',
    playbook: 'playbook: mine\nmoments: [{ id: word, at: ▸{ after: anchor, by: 3d }, say: word }]\n',
    says: 'no anchor to count from',
  },
  {
    rule: 'a moment of the playbook itself hangs on something',
    code: 'no-anchor',
    level: 'error',
    playbook: 'playbook: mine\nmoments: [{ id: word, at: ▸{ life: broken }, say: word }]\n',
    says: 'Add `anchor` or `for`',
  },
  {
    rule: 'a failed check needs a standing promise',
    code: 'no-check',
    level: 'error',
    playbook: proposal(`${inDays}    moments: [{ id: word, at: ▸{ check: failed, on: draft }, nudge: sales }]\n`),
    says: 'only a standing promise is',
  },
  {
    rule: 'only jeopardy comes again',
    code: 'repeat-without-jeopardy',
    level: 'warning',
    playbook: proposal(
      `${inDays}    moments: [{ id: word, at: { life: made }, say: word, repeat: ▸{ when: true == true, at-most: 2 } }]\n`,
    ),
    says: 'Remove `repeat`.',
  },
  {
    rule: 'words planned before 08:00 are held by quiet hours, which is said',
    code: 'quiet-hours',
    level: 'warning',
    playbook: window(
      '    moments: [{ id: today, at: { before: due.from, days: 0, clock: ▸"07:30" }, say: visit-today }]\n',
    ),
    says: 'Quiet hours hold today until 08:00',
  },
  {
    rule: 'words planned late at night are too late by morning, unless they are valid so long',
    code: 'quiet-hours',
    level: 'warning',
    playbook: window(`    moments:
      - { id: eve, at: { before: due.from, days: 1, clock: ▸"21:00" }, say: word }
      - { id: late, at: { before: due.from, days: 1, clock: "20:59" }, say: word }
      - { id: now, at: { before: due.from, days: 1, clock: "03:00" }, say: word, class: urgent }
      - { id: silo, at: { before: due.from, days: 1, clock: "03:00" }, nudge: field }
`),
    says: 'valid for 2h only: it will always be too late',
  },
]

test.each(ROWS)('$code: $rule', ({ code, level, playbook, says }) => {
  const { marks, found, problems } = lintMarked(code, playbook)
  expect(marks.length).toBeGreaterThan(0)
  expect(found).toEqual(marks)
  for (const problem of problems) expect(problem.level).toBe(level)
  expect(problems.map(problemLine).join('\n')).toContain(says)
})

test('findings come in the order of the file', () => {
  const text = proposal(`    grace: 2d\n    needs: [nobody]\n    broken-by: { fact: quote.lost }\n`)
  expect(lintPlaybook(playbookOf(text)).map(({ place }) => place.line)).toEqual([8, 9, 10])
})

test('a due that says itself what holds without the field has no finding', () => {
  const due = "'data.due != null ? data.due : business_days(fact.time, 2)'"
  const text = proposal(`    due: { to: { cel: ${due} } }\n`).replace('quote.requested', 'inquiry.received')
  expect(lintPlaybook(playbookOf(text)).map(({ code }) => code)).toEqual([])
})

test('a sound playbook with its texts has no findings', () => {
  const text = proposal(`${inDays}    expected-by: [{ fact: work.progressed, when: data.expected != null }]
    moments: [{ id: late, at: { jeopardy: medium, until: due.to }, say: proposal-late, ask: [wait] }]
`)
  const reviewed = 'reviewed-by: { name: Sam, on: 2026-11-20 }'
  const texts = [textsOf(`${reviewed}\nproposal-late: { text: "We will be later: {{ link }}." }`)]
  expect(lintPlaybook(playbookOf(text), { texts, others: [], previous: playbookOf(text) })).toEqual([])
})
