import { expect, test } from 'vitest'
import { factTypes } from '../core/fact/catalogue.ts'
import { openApi } from './openapi.ts'
import { ROUTES } from './routes/all.ts'

type Json = Readonly<Record<string, unknown>>
const description = JSON.parse(JSON.stringify(openApi(ROUTES, '1.2.3'))) as Json
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null
const operations = Object.entries(description['paths'] as Readonly<Record<string, Json>>).flatMap(([path, verbs]) =>
  Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation: operation as Json })),
)

/** Every object anywhere in it. */
function* inside(value: unknown): Generator<Json> {
  if (!isObject(value)) return
  yield value
  for (const inner of Object.values(value)) yield* inside(inner)
}

test('every door is described, and nothing else', () => {
  const described = operations.map(({ path, verb }) => `${verb.toUpperCase()} ${path}`)
  expect(described.toSorted()).toEqual(
    ROUTES.map(({ method, path }) => `${method} ${path.replace('…', '')}`).toSorted(),
  )
})

test('it is OpenAPI 3.1 in its structure', () => {
  expect(description).toMatchObject({ openapi: '3.1.0', info: { title: 'Troth', version: '1.2.3' } })
  const ids = operations.map(({ operation }) => operation['operationId'])
  expect(new Set(ids).size).toBe(ids.length)
  for (const { path, operation } of operations) {
    const parameters = (operation['parameters'] ?? []) as readonly Json[]
    const inPath = [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name)
    expect(parameters.filter((one) => one['in'] === 'path').map(({ name }) => name)).toEqual(inPath)
    for (const parameter of parameters) {
      expect(['path', 'query']).toContain(parameter['in'])
      expect(isObject(parameter['schema'])).toBe(true)
      if (parameter['in'] === 'path') expect(parameter['required']).toBe(true)
    }
    const responses = operation['responses'] as Readonly<Record<string, Json>>
    expect(Object.keys(responses).some((status) => /^2\d\d$/.test(status))).toBe(true)
    expect(responses['default']).toMatchObject({ content: { 'application/problem+json': {} } })
    for (const [status, response] of Object.entries(responses)) {
      expect(status).toMatch(/^([1-5]\d\d|default)$/)
      expect(response['description']).toMatch(/\w/)
    }
    expect(operation['summary']).toMatch(/\.$/)
  }
})

test('every reference leads somewhere: to a shape of its own, or to the schema of a type of fact', () => {
  const schemas = (description['components'] as Json)['schemas'] as Json
  const refs = [...inside(description)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))
  const types = new Set(factTypes().map(({ type }) => type))
  for (const ref of refs) {
    const [, own] = /^#\/components\/schemas\/(\w+)$/.exec(ref) ?? []
    const [, type] = /^\/v1\/schemas\/(.+)$/.exec(ref) ?? []
    expect([ref, own === undefined ? types.has(type ?? '') : own in schemas]).toEqual([ref, true])
  }
  expect(refs.filter((ref) => ref.startsWith('/v1/schemas/'))).toHaveLength(types.size)
})

test('a right is needed for all but what says that we live, the description, how pages look, a customer’s own page and what providers sign', () => {
  const free = operations.filter(({ operation }) => JSON.stringify(operation['security']) === '[]')
  expect([...new Set(free.map(({ path }) => path))].toSorted()).toEqual(
    [
      '/callbacks/{channel}',
      '/page.css',
      '/favicon.svg',
      '/health',
      '/ready',
      '/v1/openapi.json',
      '/v1/schemas/{type}',
      '/v/{token}',
      '/v/{token}/{part}',
      '/v/{token}/visit.ics',
    ].toSorted(),
  )
})
