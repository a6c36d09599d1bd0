import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Problem } from '../../core/document/problem.ts'
import { joinPlaybooks } from '../compile/join.ts'
import { compilePlaybook } from '../compile/playbook.ts'
import { runExamples } from '../example/run.ts'
import { compiledOf, examplesOf, sha256, sourceOf } from '../example/shipped.testing.ts'
import { readPlaybook } from '../read.ts'
import { lintPlaybook } from './lint.ts'

/** All that is wrong with a text, whoever finds it: the reader, the compiler or lint. */
function judge(text: string): readonly Problem[] {
  const read = readPlaybook(text, 'bad.yaml')
  if ('problems' in read) return read.problems
  const compiled = compilePlaybook(read.playbook, { holidays: new Map(), sha256 })
  return [...('problems' in compiled ? compiled.problems : []), ...lintPlaybook(read.playbook)]
}

const inShort = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ code, place, mend }) => `${place.line}:${place.column} ${code} ${mend}`)

const proposal = (more: string): string => `playbook: mine
promises:
  proposal:
    key: data.quote
    owner: sales
    made-by: { fact: quote.requested }
    kept-by: { fact: quote.given${more} }
`

test('ten nested anchors of ten unfold into no ten thousand million values', () => {
  const layers = Array.from(
    { length: 10 },
    (_, n) => `a${n}: &a${n} [${n === 0 ? 'ha' : `*a${n - 1}`}${`, *a${n - 1}`.repeat(n === 0 ? 0 : 9)}]`,
  )
  expect(judge(`${layers.join('\n')}\nplaybook: mine\n`).map(({ code }) => code)).toEqual(['yaml-aliases'])
})

test('an anchor that holds itself is refused, not followed', () => {
  expect(judge('playbook: mine\npromises: &self\n  again: *self\n').map(({ level }) => level)).toContain('error')
})

test('an anchor used twice is what it stands for', () => {
  const text = `playbook: mine
promises:
  first: &sound { key: data.quote, owner: sales, made-by: { fact: quote.requested }, kept-by: { fact: quote.given } }
  second: *sound
`
  expect(judge(text)).toEqual([])
})

test.each([
  ['a file of a megabyte and more', `playbook: mine\nsays: "${'x'.repeat(1_000_001)}"\n`, 'yaml-too-large'],
  ['a key written twice', 'playbook: mine\nplaybook: yours\n', 'yaml'],
  ['a tab for a space', 'playbook: mine\npromises:\n\tfirst: {}\n', 'yaml'],
  ['a list instead of a playbook', '- playbook: mine\n', 'shape'],
  ['nothing at all', '', 'shape'],
  ['a number for a name', 'playbook: 7\n', 'shape'],
  ['a text for a list', 'playbook: mine\nlanguages: en\n', 'shape'],
  ['a name with a capital', 'playbook: Mine\n', 'shape'],
])('%s is refused with one reason', (_, text, code) => {
  const problems = judge(text)
  expect(problems.map((problem) => problem.code)).toEqual([code])
  expect(problems[0]?.mend).not.toBe('')
})

test.each([
  ['a duration without its unit', '    grace: 90\n', '8:12 shape'],
  ['a negative count of business days', '    due: { to: { business-days: -1 } }\n', '8:33 shape'],
  [
    'a clock no wall shows',
    '    moments: [{ id: a, at: { before: due.to, days: 1, clock: "25:00" }, say: b }]\n',
    '8:62 shape',
  ],
  ['a level nobody knows', '    moments: [{ id: a, at: { jeopardy: hihg, until: due.to }, say: b }]\n', '8:40 shape'],
  ['a share of more than half', '    moments: [{ id: a, at: { life: made }, say: b, holdout: 0.6 }]\n', '8:61 shape'],
])('%s is refused at its place', (_, more, place) => {
  expect(inShort(judge(`${proposal('')}${more}`)).join('\n')).toContain(place)
})

test('a key with a slip of the pen gets the near one', () => {
  const problems = judge(proposal('').replace('kept-by', 'kep-by'))
  expect(inShort(problems)).toEqual(['7:5 unknown-key Did you mean “kept-by”?'])
})

test.each([
  ['a name nobody knows', 'dta.step == "x"', '7:42 unknown-name Did you mean data?'],
  ['a field the fact does not have', 'data.quot == "x"', '7:47 unknown-field Did you mean quote?'],
  ['text compared with a number', 'data.quote > 3', '7:'],
  ['a sum where a condition belongs', '1 + 1', '7:'],
  ['half an expression', 'data.quote ==', '7:'],
  ['a personal field', 'data.lines.exists(line, line.code == "x") && fact.subject == data.word', '7:'],
])('%s in a condition is refused at line and column', (_, cel, expected) => {
  const found = inShort(judge(proposal(`, when: '${cel}'`))).filter((line) => !line.includes('never-'))
  expect(found.join('\n')).toContain(expected)
  expect(found.length).toBe(1)
})

test('a personal field is not read by any rule', () => {
  const text = proposal('').replace('{ fact: quote.given }', "{ fact: complaint.answered, when: 'data.words != null' }")
  expect(judge(text).map(({ code }) => code)).toContain('personal-field')
})

test.each([
  ['too long', `data.quote == "${'x'.repeat(2_100)}"`],
  ['too many parts', Array.from({ length: 300 }, () => 'true').join(' && ')],
  ['too deep', `${'('.repeat(60)}true${')'.repeat(60)}`],
  ['a loop inside a loop', 'data.lines.exists(a, data.lines.exists(b, a.code == b.code))'],
  ['a pattern whose counts multiply', 'data.quote.matches("((a{0,100}){0,10}){0,1}$")'],
])('a condition that costs too much is refused: %s', (_, cel) => {
  const problems = judge(proposal(`, when: '${cel}'`))
  expect(problems.map(({ level }) => level)).toEqual(['error'])
  expect(problems[0]?.place.line).toBe(7)
})

test('promises that need each other are refused with the whole circle', () => {
  const ola = (name: string, need: string): string =>
    `  ${name}: { key: data.quote, to: x, owner: y, made-by: { fact: quote.requested }, kept-by: { fact: quote.given }, needs: [${need}] }\n`
  const problems = judge(`playbook: mine\npromises:\n${ola('a', 'b')}${ola('b', 'a')}`)
  expect(problems.map(({ code, reason }) => [code, reason])).toEqual([['cyclic-needs', 'A circle: a → b → a.']])
})

test('a chain of three thousand needs is walked without a deep stack, and its circle is found', () => {
  const needs = Array.from({ length: 3_000 }, (_, n) => [`p${n}`, [`p${(n + 1) % 3_000}`]] as const)
  const { document, shape, text } = sourceOf('as-quoted')
  const [promise] = Object.values(shape.promises ?? {})
  if (promise === undefined) throw new Error('as-quoted promises something')
  const promises = Object.fromEntries(needs.map(([name, named]) => [name, { ...promise, to: 'x', needs: [...named] }]))
  const circles = lintPlaybook({ document, shape: { ...shape, promises }, text }).filter(
    ({ code }) => code === 'cyclic-needs',
  )
  expect(circles.length).toBe(1)
  expect(circles[0]?.reason).toMatch(/^A circle: p0 → p1 → .* → … → p0[.]$/)
})

test('a refused playbook changes nothing: those that run go on as they did', async () => {
  const compiled = new Map([['keep-informed', await compiledOf('keep-informed')]])
  const examples = examplesOf('keep-informed')
  const before = runExamples(examples, compiled)
  const bad = sourceOf('keep-informed').text.replace('data.step', 'data.stpe')
  expect(judge(bad).map(({ code }) => code)).toContain('unknown-field')
  const read = readPlaybook(bad, 'bad.yaml')
  const refused = 'problems' in read ? read : compilePlaybook(read.playbook, { holidays: new Map(), sha256 })
  expect(refused).not.toHaveProperty('playbook')
  expect(runExamples(examples, compiled)).toEqual(before)
  expect(joinPlaybooks([...compiled.values()]).rules.size).toBe(4)
})

test('law: a playbook with a letter wrong somewhere is read, or refused with a place; never thrown over', () => {
  const texts = ['keep-informed', 'open-door', 'recovery', 'as-quoted', 'first-120-days'].map(
    (name) => sourceOf(name).text,
  )
  const letter = fc.constantFrom(
    '',
    ' ',
    ':',
    '{',
    '}',
    '"',
    "'",
    '&',
    '*',
    '-',
    '\n',
    '\t',
    'x',
    '0',
    '\u0000',
    '[',
    ',',
    '!',
    '%',
    '@',
    '#',
  )
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), letter, (text, at, put) => {
      const place = at % text.length
      for (const problem of judge(text.slice(0, place) + put + text.slice(place + 1))) {
        expect(problem.place.file).toBe('bad.yaml')
        expect(problem.reason).not.toBe('')
        expect(problem.mend).not.toBe('')
      }
    }),
  )
})
