import { z } from 'zod'
import type { QueryField } from '../wire/query.ts'
import { problemSchema } from '../wire/problem-body.ts'
import { wireSchemas } from '../wire/schemas.ts'
import { factEventSchema } from './openapi-facts.ts'
import type { Route } from './route.ts'

/** The description of the doors, made of the very objects they are registered from. OpenAPI 3.1. */
export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const one of routes) {
    const path = one.path.replace('…', '')
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operation(one) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Troth',
      version,
      description: 'The promise ledger. Every refusal is an RFC 9457 problem with the place, the reason and the mend.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { FactEvent: factEventSchema(), ...namedSchemas() },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key: troth_…' } },
    },
  }
}

const PREFIX = '#/components/schemas/'

/** Of an instant the date-time is enough; the pattern that goes with it has 300 characters. */
function namedSchemas(): Readonly<Record<string, object>> {
  const { schemas } = z.toJSONSchema(wireSchemas, {
    io: 'input',
    uri: (id) => `${PREFIX}${id}`,
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema as object]),
  )
}

function schemaOf(shape: z.ZodType | object): object {
  if (!(shape instanceof z.ZodType)) return shape
  const id = wireSchemas.get(shape)?.id
  if (id === undefined) throw new Error('a shape on the wire has no name')
  return { $ref: `${PREFIX}${id}` }
}

function operation({ method, path, says, may, isPage, query, takes, answers }: Route): object {
  const parameters = [...pathParameters(path), ...Object.entries(query).map(queryParameter)]
  return {
    operationId: operationId(method, path),
    summary: says,
    ...(may === null ? { security: [] } : { security: [{ key: [] }], description: rightsOf(may) }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(takes === undefined ? {} : { requestBody: { required: true, content: contentOf(takes) } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, shape]) => [status, answer(status, shape, isPage)])),
      default: {
        description: 'Refused: why, and what to do about it.',
        content: { 'application/problem+json': { schema: schemaOf(problemSchema) } },
      },
    },
  }
}

const rightsOf = (may: readonly string[]): string =>
  `Needs the right ${may.map((right) => `\`${right}\``).join(' or ')}.`

const contentOf = (takes: Readonly<Record<string, z.ZodType | object>>): object =>
  Object.fromEntries(Object.entries(takes).map(([type, shape]) => [type, { schema: schemaOf(shape) }]))

function answer(status: string, shape: z.ZodType | object | null, isPage = false): object {
  const description = status.startsWith('2') ? 'Done.' : 'Refused.'
  if (shape === null) return { description, content: { [isPage ? 'text/html' : 'text/plain']: {} } }
  const type = status.startsWith('2') ? 'application/json' : 'application/problem+json'
  return { description, content: { [type]: { schema: schemaOf(shape) } } }
}

const operationId = (method: string, path: string): string =>
  `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+([A-Za-z0-9])?/g, (_, next: string = '') => next.toUpperCase())}`

const pathParameters = (path: string): readonly object[] =>
  [...path.matchAll(/\{([a-z]+)…?\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

function queryParameter([name, { says, kind, values, most, required }]: [string, QueryField]): object {
  const forms = {
    text: { type: 'string', ...(values === undefined ? {} : { enum: values }) },
    instant: { type: 'string', format: 'date-time' },
    count: { type: 'integer', minimum: 1, ...(most === undefined ? {} : { maximum: most }) },
    flag: { type: 'boolean' },
  }
  return { name, in: 'query', description: says, ...(required === true ? { required } : {}), schema: forms[kind] }
}
