import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FUNCTIONS } from './compile/scope.ts'
import { SHIPPED, examplesOf, sourceOf, textsOf } from './example/shipped.testing.ts'
import { schemaOf, type PlaybookFile } from './schema.ts'
import { playbookShape } from './shape.ts'

const FILES: readonly PlaybookFile[] = ['playbook', 'examples', 'texts']

/** Every key a file may have anywhere, each once. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties } = schema as { properties?: object }
  const own = properties === undefined ? [] : Object.keys(properties)
  return [...new Set([...own, ...Object.values(schema).flatMap(keysOf)])]
}

test.each(FILES)('the schema of %s is JSON Schema 2020-12 with a name of its own', (file) => {
  const schema = schemaOf(file)
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema')
  expect(schema['$id']).toBe(`urn:troth:schema:${file}`)
  expect(schema['title']).toMatch(/^[A-Z].{20,}/)
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
})

test('the descriptions of the shape are in its schema', () => {
  const text = JSON.stringify(schemaOf('playbook'))
  for (const words of ['an expression in CEL', 'makes it an OLA', 'a day here is 24 hours'])
    expect(text).toContain(words)
})

test('a key nobody knows is refused by the schema too', () => {
  expect(schemaOf('playbook')).toMatchObject({ type: 'object', additionalProperties: false, required: ['playbook'] })
})

test.each(SHIPPED)('%s, its examples and its texts have the published form', (name) => {
  expect(playbookShape.safeParse(sourceOf(name).document.value).success).toBe(true)
  expect(examplesOf(name).length).toBeGreaterThan(0)
  expect(textsOf(name).length).toBe(sourceOf(name).shape.languages?.length ?? 0)
})

test.each(FILES)('docs/reference/playbook.md has a line on every key of %s', (file) => {
  const page = readFileSync('docs/reference/playbook.md', 'utf8')
  const described = new Set([...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, key]) => key))
  expect(keysOf(schemaOf(file)).filter((key) => !described.has(key))).toEqual([])
})

test('docs/reference/playbook.md describes no key that is gone', () => {
  const page = readFileSync('docs/reference/playbook.md', 'utf8')
  const known = new Set(FILES.flatMap((file) => keysOf(schemaOf(file))))
  const described = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].flatMap(([, key]) => (key === undefined ? [] : [key]))
  expect(described.filter((key) => !known.has(key))).toEqual([])
})

test('docs/reference/playbook.md names every function and every finding of lint', () => {
  const page = readFileSync('docs/reference/playbook.md', 'utf8')
  const rules = readdirSync('src/playbook/lint').filter((file) => !/[.](test|testing)[.]ts$/.test(file))
  const codes = rules.flatMap((file) => [
    ...readFileSync(`src/playbook/lint/${file}`, 'utf8').matchAll(/code: '([a-z-]+)'/g),
  ])
  const names = [...Object.keys(FUNCTIONS), ...codes.map(([, code = '']) => code)]
  expect(names.length).toBeGreaterThan(30)
  expect(names.filter((name) => !page.includes(name))).toEqual([])
})
