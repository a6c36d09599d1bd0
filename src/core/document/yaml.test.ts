import { expect, test } from 'vitest'
import { problemLine } from './problem.ts'
import { readYaml, type YamlDocument } from './yaml.ts'

function documentOf(text: string): YamlDocument {
  const read = readYaml(text, 'a.yaml')
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join())
  return read.document
}

const problemsOf = (text: string) => {
  const read = readYaml(text, 'a.yaml')
  return 'problems' in read ? read.problems.map(({ code, place }) => [code, place.line, place.column]) : []
}

const text = `playbook: x
promises:
  p:
    due: { to: 'soon' }
    list: [a, b]
`

test('values are plain, and each knows its line and column, from 1', () => {
  const document = documentOf(text)
  expect(document.value).toEqual({ playbook: 'x', promises: { p: { due: { to: 'soon' }, list: ['a', 'b'] } } })
  expect(document.placeOf(['promises', 'p', 'due', 'to'])).toEqual({
    file: 'a.yaml',
    line: 4,
    column: 16,
    path: 'promises.p.due.to',
  })
  expect(document.placeOf(['promises', 'p', 'list', 1])).toMatchObject({
    line: 5,
    column: 15,
    path: 'promises.p.list[1]',
  })
})

test('a key has a place of its own', () => {
  expect(documentOf(text).placeOfKey(['promises', 'p', 'due'])).toMatchObject({ line: 4, column: 5 })
  expect(documentOf(text).placeOfKey(['playbook'])).toMatchObject({ line: 1, column: 1 })
})

test('what is missing is placed at its nearest parent', () => {
  expect(documentOf(text).placeOf(['promises', 'p', 'due', 'from'])).toMatchObject({ line: 4, column: 10 })
  expect(documentOf(text).placeOf(['nothing', 'here'])).toMatchObject({ line: 1, column: 1 })
  expect(documentOf('').placeOf(['a'])).toMatchObject({ file: 'a.yaml', path: 'a' })
})

test('a quoted text starts one character later', () => {
  expect(documentOf(text).quoteOf(['promises', 'p', 'due', 'to'])).toBe(1)
  expect(documentOf(text).quoteOf(['playbook'])).toBe(0)
})

test('broken YAML is answered with its place, never thrown', () => {
  expect(problemsOf('a: [1,\nb: 2\n')).toMatchObject([['yaml', 2, expect.any(Number)]])
  expect(problemsOf('a: 1\na: 2\n')).toEqual([['yaml', 2, 1]])
  expect(problemsOf('a: &x 1\nb: *y\n')).toHaveLength(1)
  expect(problemsOf('a: 1\n---\nb: 2\n')).toHaveLength(1)
})

test('anchors unfold, but ten thousand million laughs do not', () => {
  expect(documentOf('a: &x [1]\nb: *x\n').value).toEqual({ a: [1], b: [1] })
  const lines = ['a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]']
  for (let n = 1; n < 10; n++)
    lines.push(`a${n}: &a${n} [${Array.from({ length: 10 }, () => `*a${n - 1}`).join(', ')}]`)
  expect(problemsOf(lines.join('\n'))).toMatchObject([['yaml-aliases', undefined, undefined]])
})

test('an anchor that holds itself is refused', () => {
  expect(problemsOf('a: &a [*a]\n')).toMatchObject([['yaml-aliases', undefined, undefined]])
  expect(problemsOf('a: &a { b: { c: *a } }\n')).toHaveLength(1)
})

test('nesting without end is refused before it is read, and brackets in texts hide none', () => {
  const closed = (open: string, close: string, n: number): string => `a: 1\nb: ${open.repeat(n)}${close.repeat(n)}\n`
  expect(problemsOf(closed('[', ']', 20_000))).toEqual([['yaml-too-deep', 2, 1]])
  expect(problemsOf(closed('{a: ', '}', 20_000))).toEqual([['yaml-too-deep', 2, 1]])
  expect(problemsOf(closed('["]", ', ']', 20_000))).toEqual([['yaml-too-deep', 2, 1]])
  expect(problemsOf(`a: 1\nb:\n  ${'- '.repeat(20_000)}a\n`)).toEqual([['yaml-too-deep', 3, 1]])
  expect(problemsOf(Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'))).toHaveLength(1)
  expect(problemsOf(`a: "${'['.repeat(500)}"\nb: |\n  ${'{'.repeat(500)}\n`)).toEqual([])
  expect(problemsOf(`a: ${'['.repeat(50)}${']'.repeat(50)}\n`)).toEqual([])
})

test('more than a megabyte is a mistake', () => {
  expect(problemsOf(`a: ${'x'.repeat(1_000_000)}`)).toEqual([['yaml-too-large', undefined, undefined]])
})

test('no text of a document becomes something that can act', () => {
  const { value } = documentOf('__proto__: { polluted: true }\nwhen: 2026-03-02\nyes: no\n')
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  expect(value).toMatchObject({ when: '2026-03-02', yes: 'no' })
})
