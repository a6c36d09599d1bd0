import { attemptsOf } from '../../store/views/attempts-of.ts'
import { decisionById } from '../../store/views/decision-by-id.ts'
import { decisionPage as pageOf } from '../../store/views/decision-page.ts'
import { waitingOf } from '../../store/views/waiting-of.ts'
import { wholeFacts } from '../../store/views/whole-facts.ts'
import { decisionPage, decisionWhole, type DecisionPage, type DecisionWhole } from '../../wire/decision-view.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { placeOf } from '../place.ts'
import { ok, problem, refuse, route, type Asker } from '../route.ts'
import { shownAttempt, shownDecision, shownWaiting } from '../shown/decision.ts'
import { shownFact } from '../shown/fact.ts'
import { CURSOR, CUSTOMER, LIMIT } from './query-fields.ts'

const MOST_CAUSES = 100

const list = route({
  method: 'GET',
  path: '/v1/decisions',
  says: 'What was decided about a customer, also when nothing was said; the newest first.',
  may: ['read'],
  query: { customer: { ...CUSTOMER, required: true }, limit: LIMIT, cursor: CURSOR },
  answers: { 200: decisionPage },
  run: async ({ query: { customer: alias, limit, cursor } }, { store, sha256 }) => {
    const read = cursor === null ? null : readCursor(cursor, ['count'])
    if (read !== null && 'problem' in read) return refuse(400, read.problem)
    const most = limit ?? 100
    const place = placeOf(alias, sha256)
    const rows = await pageOf(store, place, { before: read === null ? null : read.parts[0], limit: most + 1 })
    const shown = rows.slice(0, most)
    const last = rows.length > most ? shown.at(-1) : undefined
    const next = last === undefined ? null : writeCursor([last.n])
    const page: DecisionPage = { customer: place.customer, decisions: shown.map(shownDecision), next }
    return ok(page)
  },
})

/** Nobody sees personal data by asking why: the open half explains every decision. */
const seesNothingPersonal = ({ who }: Asker): Asker => ({ who, may: new Set() })

const one = route({
  method: 'GET',
  path: '/v1/decisions/{id}',
  says: 'Explains a decision: its reason, the facts behind it, and what became of its messages.',
  may: ['read'],
  query: {},
  answers: { 200: decisionWhole },
  run: async ({ params, asker }, { store, vault }) => {
    const id = params['id'] ?? ''
    const row = await decisionById(store, id)
    if (row === undefined) {
      const reason = `There is no decision “${id.slice(0, 80)}”.`
      return refuse(404, problem('no-such-decision', reason, 'GET /v1/decisions?customer=… lists a customer’s.'))
    }
    const decision = shownDecision(row)
    const subject = { bucket: row.bucket, subject_kind: 0, subject: row.customer }
    const refs = decision.because.facts
    const [facts, waiting, attempts] = await Promise.all([
      wholeFacts(store, subject, { before: null, refs, limit: MOST_CAUSES }),
      waitingOf(store, row, id),
      attemptsOf(store, row, id),
    ])
    const whole: DecisionWhole = {
      decision,
      facts: facts.toReversed().map((fact) => shownFact(fact, { vault, asker: seesNothingPersonal(asker) })),
      waiting: waiting.map(shownWaiting),
      attempts: attempts.map(shownAttempt),
    }
    return ok(whole)
  },
})

export const decisionRoutes = [list, one]
