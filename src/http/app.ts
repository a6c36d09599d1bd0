import type { Socket } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { problemBody } from '../wire/problem-body.ts'
import { openKeyring } from './keyring.ts'
import { openApi } from './openapi.ts'
import { MAX_BODY, refusalOf, sendRefusal } from './refusal.ts'
import { register, registerNothingHere, registerOtherVerbs } from './register.ts'
import { problem, type Doors } from './route.ts'
import { ROUTES } from './routes/all.ts'
import { openTries } from './visit/tries.ts'

export interface DoorsOptions extends Omit<Doors, 'description' | 'tries'> {
  /** They are open on this machine only, see decideBind. */
  readonly allowWithoutKey: boolean
  /** Made anew at each start; commands beside this process show it and may do everything. */
  readonly localToken?: string
  /** Whose X-Forwarded-For is believed; nobody’s when absent. */
  readonly proxies?: readonly string[]
  /** For tests: how long keys are remembered. */
  readonly keysFreshMs?: number
}

const REQUEST_TIMEOUT_MS = 30_000

/** The doors of the house, not yet open: see listen. */
export function openDoors(options: DoorsOptions): FastifyInstance {
  const { allowWithoutKey, localToken = null, keysFreshMs, proxies = [], ...house } = options
  let description: object | null = null
  const tries = openTries()
  const doors: Doors = { ...house, tries, description: () => (description ??= openApi(ROUTES, house.version)) }
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY,
    trustProxy: proxies.length === 0 ? false : [...proxies],
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 2000 },
    frameworkErrors: (error, request, reply) => void sendRefusal(request, reply, refusalOf(error, doors.log)),
    clientErrorHandler: (error, socket) => answerRaw(error, socket as Socket),
  })
  app.decorateRequest('asker', null)
  app.removeAllContentTypeParsers()
  // One parser for all: what a body is depends on its door, and is read there once.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler((error, request, reply) => sendRefusal(request, reply, refusalOf(error, doors.log)))
  app.addHook('onSend', async (_request, reply) => void reply.headers(ON_EVERY_ANSWER))
  const gate = { keyring: openKeyring(doors.store, keysFreshMs), allowWithoutKey, localToken }
  for (const one of ROUTES) register(app, one, { doors, gate })
  registerOtherVerbs(app, ROUTES)
  registerNothingHere(app, ROUTES)
  return app
}

const ON_EVERY_ANSWER = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** What is not even HTTP is answered on the bare socket. */
function answerRaw(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error)
  const [status, words] = RAW[error.code ?? ''] ?? [400, ['not-http', 'This is no HTTP.', 'Use an HTTP library.']]
  const body = JSON.stringify(problemBody({ status, problems: [problem(...words)] }, ''))
  const head = `HTTP/1.1 ${status} Refused\r\nContent-Type: application/problem+json\r\nConnection: close\r\n`
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

const RAW: Readonly<Record<string, readonly [number, [string, string, string]]>> = {
  HPE_HEADER_OVERFLOW: [431, ['head-too-long', 'The head has more than 16 KiB.', 'Send shorter headers.']],
  ERR_HTTP_REQUEST_TIMEOUT: [408, ['too-slow', 'The request took longer than 30 s to come.', 'Send it again.']],
}
