import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../core/document/problem.ts'
import { isAway } from '../store/store.ts'
import { problemBody } from '../wire/problem-body.ts'
import type { Answered, Doors } from './route.ts'
import { problem } from './route.ts'

type Refused = Extract<Answered, { refused: number }>

export const MAX_BODY = 4 * 1024 * 1024

/** When to come back, in seconds. */
const RETRY_AFTER = '2'

/** Refusals become HTTP here and nowhere else (RFC 9457). */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { refused, problems }: Refused,
): FastifyReply {
  const instance = maskToken((request.raw.url ?? '').split('?')[0]?.slice(0, 500) ?? '')
  return headed(reply, refused)
    .code(refused)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody({ status: refused, problems }, instance)))
}

/** Whoever holds a link’s token may act with it: no answer and no log repeats one. */
export const maskToken = (path: string): string => path.replace(/\/v\/[^/?]+/g, '/v/…')

/** What each status needs beside its words. */
export function headed(reply: FastifyReply, status: number): FastifyReply {
  if (status === 503) reply.header('retry-after', RETRY_AFTER)
  const isPage = reply.request.routeOptions.config.isPage === true
  if (status === 401) reply.header('www-authenticate', isPage ? 'Basic realm="troth"' : 'Bearer realm="troth"')
  return reply
}

/** The ledger cannot take it now. A request may hold several customers' facts, and some may be on record already. */
export const awayProblem = (): Problem =>
  problem(
    'database-away',
    'The database does not answer.',
    'Send the same again in a few seconds: what is on record already counts once. `troth doctor` says more.',
  )

export const busyProblem = (): Problem =>
  problem('busy', 'More is waiting than can be written down.', 'Send the same again in a few seconds.')

const OF_FASTIFY: Readonly<Record<string, readonly [number, string, string, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body-too-large', 'The body has more than 4 MiB.', 'Send fewer facts a request.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    'wrong-length',
    'The body is not as long as Content-Length says.',
    'Leave Content-Length to your HTTP library.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'wrong-type', 'The Content-Type is not read here.', 'See /v1/openapi.json.'],
  FST_ERR_BAD_URL: [400, 'bad-address', 'The address is no address.', 'Write each “%” in it as “%25”.'],
}

/** What came of an exception: the framework's own refusals, a database that is away, or a fault of ours. */
export function refusalOf(error: unknown, log: Doors['log']): Refused {
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown }
  const known = typeof code === 'string' ? OF_FASTIFY[code] : undefined
  if (known !== undefined) return { refused: known[0], problems: [problem(known[1], known[2], known[3])] }
  if (isAway(error)) return { refused: 503, problems: [awayProblem()] }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { refused: statusCode, problems: [problem('not-understood', 'The request is not understood.', SEE)] }
  log('http.failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  const reason = 'Something went wrong here; the fault is ours.'
  return { refused: 500, problems: [problem('our-fault', reason, 'The log says more. Sending it again does no harm.')] }
}

const SEE = 'See /v1/openapi.json for what is read here.'
