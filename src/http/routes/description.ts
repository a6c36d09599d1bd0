import { nearest } from '../../core/document/near.ts'
import { factTypes } from '../../core/fact/catalogue.ts'
import { dataSchema } from '../../core/fact/json-schema.ts'
import { ok, problem, refuse, route } from '../route.ts'

const openApi = route({
  method: 'GET',
  path: '/v1/openapi.json',
  says: 'This description, OpenAPI 3.1.',
  may: null,
  query: {},
  answers: { 200: { type: 'object' } },
  run: (_, { description }) => ok(description()),
})

const schema = route({
  method: 'GET',
  path: '/v1/schemas/{type}',
  says: 'The JSON Schema of the data of one type of fact.',
  may: null,
  query: {},
  answers: { 200: { type: 'object' } },
  run: ({ params }) => {
    const type = params['type'] ?? ''
    const found = dataSchema(type)
    if (found !== undefined) return { status: 200, type: 'application/schema+json', body: found }
    const near = nearest(
      type,
      factTypes().map((known) => known.type),
    )
    const mend =
      near === undefined ? 'A type of your own needs none; it is stored as it is.' : `Did you mean “${near}”?`
    return refuse(404, problem('no-such-type', `The catalogue has no “${type.slice(0, 80)}”.`, mend))
  },
})

export const descriptionRoutes = [openApi, schema]
