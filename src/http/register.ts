import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nearest } from '../core/document/near.ts'
import { readQuery, type GivenQuery } from '../wire/query.ts'
import { headed, sendRefusal } from './refusal.ts'
import { problem, type Answered, type Asker, type Doors, type Route } from './route.ts'
import { whoAsks, type Gatekeeping } from './who.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    isPage?: boolean
  }
  interface FastifyRequest {
    asker: Asker | null
  }
}

/**
 * As the router writes it: `{id}` is `:id` and ends before a verb of ours, whose colon is doubled; `{id…}` is everything
 * that is left.
 */
export const routerPath = (path: string): string =>
  path
    .replace(/:/g, '::')
    .replace(/\{[a-z]+…\}/g, '*')
    .replace(/\{([a-z]+)\}(?=::)/g, ':$1([^:/]+)')
    .replace(/\{([a-z]+)\}/g, ':$1')

/** Opens a door: who is asking is settled before a byte of the body is read. */
export function register(app: FastifyInstance, one: Route, { doors, gate }: { doors: Doors; gate: Gatekeeping }): void {
  app.route({
    method: one.method,
    url: routerPath(one.path),
    config: { isPage: one.isPage === true },
    onRequest: async (request, reply) => {
      const whoever = await whoAsks(request.headers, one, gate)
      if ('refused' in whoever) return sendRefusal(request, reply, whoever)
      request.asker = whoever.asker
      return undefined
    },
    handler: async (request, reply) => send(request, reply, await run(request, one, doors)),
  })
}

async function run(request: FastifyRequest, one: Route, doors: Doors): Promise<Answered> {
  const { asker } = request
  if (asker === null) throw new Error('nobody has looked who is asking')
  const read = readQuery(one.query, queryOf(request, one))
  if ('problems' in read) return { refused: 400, problems: read.problems }
  const params = paramsOf(request, one)
  if (Object.values(params).some((text) => text.includes('\0'))) return { refused: 404, problems: [nothingHere('')] }
  const body = Buffer.isBuffer(request.body) ? request.body : undefined
  const { method, headers, ip: address } = request
  const from = { address, isSecure: request.protocol === 'https', method, target: request.raw.url ?? '' }
  return one.run({ query: read.query, params, body, headers, asker, ...from }, doors)
}

function queryOf({ query }: FastifyRequest, { anyQuery, query: fields }: Route): GivenQuery {
  const given = query as GivenQuery
  if (anyQuery !== true) return given
  return Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(fields, name)))
}

function paramsOf({ params }: FastifyRequest, { path }: Route): Readonly<Record<string, string>> {
  const given = params as Readonly<Record<string, string>>
  const rest = /\{([a-z]+)…\}/.exec(path)?.[1]
  return rest === undefined ? given : { [rest]: given['*'] ?? '' }
}

function send(request: FastifyRequest, reply: FastifyReply, answered: Answered): FastifyReply {
  if ('refused' in answered) return sendRefusal(request, reply, answered)
  const { status, body, type = 'application/json; charset=utf-8', headers = {} } = answered
  return headed(reply, status)
    .code(status)
    .headers(headers)
    .type(type)
    .send(typeof body === 'string' ? body : JSON.stringify(body))
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** What is left of each path: a verb nobody has registered. */
export function registerOtherVerbs(app: FastifyInstance, routes: readonly Route[]): void {
  const byPath = new Map<string, Set<string>>()
  for (const { method, path } of routes) {
    const url = routerPath(path)
    byPath.set(url, (byPath.get(url) ?? new Set()).add(method))
  }
  for (const [url, methods] of byPath) {
    const allowed = [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].join(', ')
    const mend = `Use ${allowed}.`
    app.route({
      method: VERBS.filter((verb) => !methods.has(verb)),
      url,
      handler: async (request, reply) =>
        sendRefusal(request, reply.header('allow', allowed), {
          refused: 405,
          problems: [problem('wrong-verb', `${request.method} does nothing here.`, mend)],
        }),
    })
  }
}

export function registerNothingHere(app: FastifyInstance, routes: readonly Route[]): void {
  const paths = routes.map(({ path }) => path)
  app.setNotFoundHandler(async (request, reply) => {
    const asked = request.url.split('?')[0] ?? ''
    const near = nearest(asked, paths)
    const mend = near === undefined ? 'GET /v1/openapi.json lists what there is.' : `Did you mean ${near}?`
    return sendRefusal(request, reply, { refused: 404, problems: [nothingHere(mend)] })
  })
}

export const nothingHere = (mend: string) =>
  problem('nothing-here', 'There is nothing at this address.', mend === '' ? 'Check the id.' : mend)
