import { expect, test } from 'vitest'
import { z } from 'zod'
import { problemLine } from './problem.ts'
import { checkShape } from './shape.ts'
import { readYaml } from './yaml.ts'

const schema = z.strictObject({
  playbook: z.string(),
  moments: z
    .array(
      z.strictObject({
        say: z.string(),
        class: z.enum(['urgent', 'service']).optional(),
        at: z.union([z.strictObject({ life: z.string() }), z.strictObject({ before: z.string(), by: z.string() })]),
      }),
    )
    .optional(),
})

function problemsOf(text: string): readonly string[] {
  const read = readYaml(text, 'p.yaml')
  if ('problems' in read) throw new Error('not YAML')
  const shaped = checkShape(schema, read.document)
  return 'problems' in shaped ? shaped.problems.map(problemLine) : []
}

test('a document of the right shape comes back as its value', () => {
  expect(problemsOf('playbook: a\nmoments: [{ say: b, at: { life: made } }]\n')).toEqual([])
})

test('a misspelt key is placed at the key, with the near one', () => {
  expect(problemsOf('playbok: a\nplaybook: b\n')).toEqual([
    'p.yaml:1:1 error playbok: “playbok” is not known here. Did you mean “playbook”?',
  ])
  expect(problemsOf('playbook: b\nxyzzy: 1\n')).toEqual([
    'p.yaml:2:1 error xyzzy: “xyzzy” is not known here. Remove it, or see `troth playbook schema`.',
  ])
})

test('what is missing says so at its parent', () => {
  expect(problemsOf('moments:\n  - { at: { life: made } }\nplaybook: a\n')).toEqual([
    'p.yaml:2:5 error moments[0].say: This is missing. Add it; `troth playbook schema` shows what belongs here.',
  ])
})

test('one of a few values: they are listed', () => {
  const [problem] = problemsOf('playbook: a\nmoments: [{ say: b, class: loud, at: { life: made } }]\n')
  expect(problem).toContain('p.yaml:2:28 error moments[0].class')
  expect(problem).toContain('Use one of: urgent, service.')
})

test('of several forms the one that was meant is complained about', () => {
  expect(problemsOf('playbook: a\nmoments: [{ say: b, at: { before: due.to } }]\n')).toEqual([
    'p.yaml:2:25 error moments[0].at.by: This is missing. Add it; `troth playbook schema` shows what belongs here.',
  ])
  expect(problemsOf('playbook: a\nmoments: [{ say: b, at: { lif: made } }]\n').join()).toContain('Did you mean “life”?')
})

test('a document that is no object at all has one problem', () => {
  expect(problemsOf('- a\n')).toHaveLength(1)
  expect(problemsOf('')).toHaveLength(1)
})
