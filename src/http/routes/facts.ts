import type { Problem } from '../../core/document/problem.ts'
import { within } from '../../core/fact/plain-json.ts'
import { isAway } from '../../store/store.ts'
import { factResults, refusedFacts, type FactResult } from '../../wire/fact-results.ts'
import { problemBody } from '../../wire/problem-body.ts'
import type { Given } from '../facts/given.ts'
import { readBody } from '../facts/read-body.ts'
import { takeFacts, tryFacts } from '../facts/take-facts.ts'
import { FACT_EVENT } from '../openapi-facts.ts'
import { awayProblem, busyProblem } from '../refusal.ts'
import { problem, refuse, route, type Answered, type Asked, type Doors } from '../route.ts'

const list = { type: 'array', items: FACT_EVENT, minItems: 1, maxItems: 1000 }

const takes = {
  'application/json': { oneOf: [FACT_EVENT, list] },
  'application/cloudevents+json': FACT_EVENT,
  'application/cloudevents-batch+json': list,
  'application/x-ndjson': { type: 'string', description: 'One fact a line.' },
}

const QUERY = {
  history: {
    kind: 'flag',
    says: 'true: an import. They make, keep and break promises, and nobody is told of what was before now. Needs “admin”.',
    values: ['true', 'false'],
  },
} as const

type Take = (given: Given, asker: Asked['asker'], doors: Doors) => Promise<readonly FactResult[]>

/** `tried`: the answer's status when at least one fact was taken. */
const answering =
  (take: Take, { path, taken }: { readonly path: string; readonly taken: number }) =>
  async ({ query, headers, body, asker }: Asked<typeof QUERY>, doors: Doors): Promise<Answered> => {
    const history = query.history === true
    if (history && !asker.may.has('admin')) return refuse(403, mayNotImport(asker.who))
    if (doors.engine.isBusy()) return refuse(503, busyProblem())
    const given = readBody(headers, body)
    if ('refused' in given) return given
    try {
      const results = await take({ ...given, history }, asker, doors)
      if (results.some(({ status }) => status !== 'refused')) return { status: taken, body: { results } }
      return { status: 422, type: 'application/problem+json', body: allRefused(results, given, path) }
    } catch (error) {
      if (isAway(error)) return refuse(503, awayProblem())
      throw error
    }
  }

const mayNotImport = (who: string) =>
  problem('right-missing', `The key “${who}” may not state history.`, 'Leave “history” out, or use a key with “admin”.')

const MOST_SHOWN = 10

function allRefused(results: readonly FactResult[], { isOne }: Given, path: string): object {
  const problems = results
    .slice(0, MOST_SHOWN)
    .flatMap(({ problems: own = [] }, index): readonly Problem[] => (isOne ? own : within(`[${index}]`, own)))
  return { ...problemBody({ status: 422, problems }, path), results }
}

const answers = { 422: refusedFacts }

export const factRoutes = [
  route({
    method: 'POST',
    path: '/v1/facts',
    says: 'States facts, as CloudEvents 1.0. They are on record when the answer comes; heard twice, they count once.',
    may: ['facts'],
    query: QUERY,
    takes,
    answers: { 202: factResults, ...answers },
    run: answering(takeFacts, { path: '/v1/facts', taken: 202 }),
  }),
  route({
    method: 'POST',
    path: '/v1/facts:dry-run',
    says: 'Answers what stating these facts would answer, and stores nothing.',
    may: ['facts'],
    query: QUERY,
    takes,
    answers: { 200: factResults, ...answers },
    run: answering(tryFacts, { path: '/v1/facts:dry-run', taken: 200 }),
  }),
]
