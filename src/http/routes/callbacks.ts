import type { IncomingHttpHeaders } from 'node:http'
import type { Callback } from '../../core/message/channel.ts'
import type { Called } from '../../engine/replies/ears.ts'
import { busyProblem } from '../refusal.ts'
import { problem, refuse, route, type Answered, type Asked, type Doors, type Route } from '../route.ts'

type Refused = Extract<Called, { refused: string }>

const WORDS: Readonly<Record<Refused['refused'], readonly [number, string, string]>> = {
  'no-channel': [404, 'no-channel', 'Check the address against the names under `channels` in troth.yaml.'],
  forged: [
    403,
    'forged',
    'Give the provider and troth.yaml the same secret; `listen.public-url` is what it must sign.',
  ],
  unreadable: [400, 'unreadable', 'Nothing of it was heard; the provider’s documentation says what it sends.'],
}

/** What another machine says it was asked by counts for nothing: only `listen.public-url` says where we are from outside. */
const wholeUrl = ({ headers, target }: Asked, { publicUrl }: Doors): string =>
  `${publicUrl ?? `http://${headers.host ?? ''}`}${target}`

/** Sent twice, the first counts: the same as every signature is made over. */
const plain = (headers: IncomingHttpHeaders): Callback['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]))

/** Answered only when all of it is on record: whatever else the provider hears, it says it again. */
async function run(asked: Asked, doors: Doors): Promise<Answered> {
  const { method, headers, body, params } = asked
  if (method !== 'GET' && method !== 'POST')
    return refuse(405, problem('wrong-verb', `${method} does nothing here.`, 'Use GET or POST.'))
  if (doors.engine.isBusy()) return refuse(503, busyProblem())
  const callback = {
    method,
    url: wholeUrl(asked, doors),
    headers: plain(headers),
    body: body ?? Buffer.alloc(0),
  } as const
  const called = await doors.engine.called(params['channel'] ?? '', callback)
  if ('answer' in called) return called.answer
  const [status, code, mend] = WORDS[called.refused]
  return refuse(status, problem(code, `${called.reason.slice(0, 200).replace(/[^.]$/, '$&.')}`, mend))
}

const door = (method: Route['method']): Route =>
  route({
    method,
    path: '/callbacks/{channel}',
    says: 'What a provider has to say to a channel: receipts and replies. Its signature is its key.',
    may: null,
    query: {},
    anyQuery: true,
    ...(method === 'POST' ? { takes: { '*/*': {} } } : {}),
    answers: { 200: null },
    run,
  })

export const callbackRoutes: readonly Route[] = [door('GET'), door('POST')]
