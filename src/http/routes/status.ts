import { factCount } from '../../store/views/fact-count.ts'
import { answers } from '../../store/views/answers.ts'
import { standing } from '../../store/views/standing.ts'
import { stateCounts } from '../../store/views/state-counts.ts'
import { aliveView, statusView, type StatusView } from '../../wire/status-view.ts'
import { busyProblem } from '../refusal.ts'
import { ok, refuse, route } from '../route.ts'

const status = route({
  method: 'GET',
  path: '/v1/status',
  says: 'How much there is, and whether anything is late.',
  may: ['read'],
  query: {},
  answers: { 200: statusView },
  run: async (_, { store, clock, version, engine }) => {
    const now = clock()
    const [stands, facts, states] = await Promise.all([standing(store, now), factCount(store), stateCounts(store)])
    const behind = (due: number | null): number => (due === null ? 0 : Math.max(0, now - due))
    const view: StatusView = {
      version,
      database: { version: stands.version, bytes: stands.bytes },
      busy: engine.isBusy(),
      facts,
      customers: stands.customers,
      promises: Object.fromEntries(states.map(({ state, n }) => [state, n])),
      open_cases: stands.open_cases,
      lag: { outbox_ms: behind(stands.outbox), timer_ms: behind(stands.timer) },
    }
    return ok(view)
  },
})

const health = route({
  method: 'GET',
  path: '/health',
  says: 'The process is alive.',
  may: null,
  query: {},
  answers: { 200: aliveView },
  run: () => ok({ status: 'ok' }),
})

const ready = route({
  method: 'GET',
  path: '/ready',
  says: 'Facts are taken: the database answers and not too much is waiting. 503 otherwise.',
  may: null,
  query: {},
  answers: { 200: aliveView },
  run: async (_, { store, engine }) => {
    if (engine.isBusy()) return refuse(503, busyProblem())
    await answers(store)
    return ok({ status: 'ok' })
  },
})

export const statusRoutes = [status, health, ready]
