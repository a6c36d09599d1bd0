import { LAST, promisePage as pageOf, type ListedPromise, type PromiseCursor } from '../../store/views/promise-page.ts'
import { promiseVersions } from '../../store/views/promise-versions.ts'
import { wholeFacts } from '../../store/views/whole-facts.ts'
import { promisePage, promiseWhole, type PromisePage, type PromiseWhole } from '../../wire/promise-view.ts'
import { auditReading } from '../audit.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { placeOf } from '../place.ts'
import { ok, problem, refuse, route } from '../route.ts'
import { shownFact } from '../shown/fact.ts'
import { shownPromise } from '../shown/promise.ts'
import { CURSOR, CUSTOMER, LIMIT } from './query-fields.ts'

const STATES = ['open', 'kept', 'broken', 'renegotiated', 'withdrawn', 'disputed']
const TOLD = ['told-in-time', 'told-late', 'silent', 'unknown']

const filters = {
  customer: CUSTOMER,
  state: { kind: 'text', says: 'How the version stands.', values: STATES },
  owner: { kind: 'text', says: 'The silo that owns it.' },
  kind: { kind: 'text', says: 'What is promised.' },
  told: { kind: 'text', says: 'Of a broken one: how the customer was told.', values: TOLD },
  'due-before': { kind: 'instant', says: 'Due before this instant.' },
  'due-after': { kind: 'instant', says: 'Due at this instant or later.' },
  limit: LIMIT,
  cursor: CURSOR,
} as const

const CURSOR_FORMS = ['flag', 'instant', 'bucket', 'customer', 'text', 'count'] as const
const MOST_EVIDENCE = 500

function readAfter(cursor: string | null) {
  if (cursor === null) return { after: null }
  const read = readCursor(cursor, CURSOR_FORMS)
  if ('problem' in read) return read
  const [settled, tellBy, bucket, customer, id, version] = read.parts
  const after: PromiseCursor = { settled, tellBy, bucket, customer, id, version }
  return { after }
}

const cursorAt = ({ state, tell_by, bucket, customer, id, version }: ListedPromise): string =>
  writeCursor([state !== 'open', tell_by ?? LAST, bucket, customer, id, version])

const list = route({
  method: 'GET',
  path: '/v1/promises',
  says: 'Promises, each version by itself: the open ones first, by tell-by.',
  may: ['read'],
  query: filters,
  answers: { 200: promisePage },
  run: async ({ query }, { store, sha256 }) => {
    const { customer, state, owner, kind, told, limit, cursor } = query
    const read = readAfter(cursor)
    if ('problem' in read) return refuse(400, read.problem)
    const most = limit ?? 100
    const place = customer === null ? null : placeOf(customer, sha256)
    const due = { dueBefore: query['due-before'], dueAfter: query['due-after'] }
    const rows = await pageOf(store, { place, state, owner, kind, told, ...due, after: read.after, limit: most + 1 })
    const shown = rows.slice(0, most)
    const last = rows.length > most ? shown.at(-1) : undefined
    const page: PromisePage = { promises: shown.map(shownPromise), next: last === undefined ? null : cursorAt(last) }
    return ok(page)
  },
})

const one = route({
  method: 'GET',
  path: '/v1/promises/{id…}',
  says: 'One promise of a customer: all its versions and the facts they rest on.',
  may: ['read'],
  query: { customer: { ...CUSTOMER, required: true } },
  answers: { 200: promiseWhole },
  run: async ({ query, params, asker }, doors) => {
    const { store, sha256, vault } = doors
    const id = params['id'] ?? ''
    const place = placeOf(query.customer, sha256)
    const versions = await promiseVersions(store, { ...place, id })
    if (versions.length === 0) {
      const reason = `${query.customer.slice(0, 80)} was never promised “${id.slice(0, 80)}”.`
      return refuse(404, problem('no-such-promise', reason, 'GET /v1/promises?customer=… lists theirs.'))
    }
    const refs = versions.flatMap(({ evidence }) => evidence.map((each) => (each as { fact: string }).fact))
    const rows = await wholeFacts(store, place, { before: null, refs, limit: MOST_EVIDENCE })
    const facts = rows.toReversed().map((row) => shownFact(row, { vault, asker }))
    if (facts.some(({ personal }) => personal === 'shown'))
      await auditReading(doors, asker, { customer: place.customer, promise: id })
    const whole: PromiseWhole = { id, customer: place.customer, versions: versions.map(shownPromise), facts }
    return ok(whole)
  },
})

export const promiseRoutes = [list, one]
