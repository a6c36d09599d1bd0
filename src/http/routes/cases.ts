import { casePage as pageOf, NEVER, type CaseCursor, type ListedCase } from '../../store/cases/case-page.ts'
import { oneCase } from '../../store/cases/one-case.ts'
import { casePage, caseView, type CasePage } from '../../wire/case-view.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { placeOf } from '../place.ts'
import { ok, problem, refuse, route } from '../route.ts'
import { shownCase } from '../shown/case.ts'
import { CURSOR, CUSTOMER, LIMIT } from './query-fields.ts'

const filters = {
  customer: CUSTOMER,
  kind: { kind: 'text', says: 'What kind of work: refused-facts, call-customer …' },
  assignee: { kind: 'text', says: 'Whose work it is.' },
  closed: { kind: 'flag', says: 'true: the closed ones too, after the open ones.', values: ['true', 'false'] },
  limit: LIMIT,
  cursor: CURSOR,
} as const

const CURSOR_FORMS = ['flag', 'instant', 'instant', 'bucket', 'text'] as const

function readAfter(cursor: string | null) {
  if (cursor === null) return { after: null }
  const read = readCursor(cursor, CURSOR_FORMS)
  if ('problem' in read) return read
  const [closed, due, opened, bucket, id] = read.parts
  const after: CaseCursor = { closed, due, opened, bucket, id }
  return { after }
}

const cursorAt = ({ closed, due, opened, bucket, id }: ListedCase): string =>
  writeCursor([closed !== null, due ?? NEVER, opened, bucket, id])

const list = route({
  method: 'GET',
  path: '/v1/cases',
  says: 'Work for people: the open cases, by when they are due.',
  may: ['read', 'cases'],
  query: filters,
  answers: { 200: casePage },
  run: async ({ query, asker }, { store, sha256 }) => {
    const { customer, kind, assignee, closed, limit, cursor } = query
    const read = readAfter(cursor)
    if ('problem' in read) return refuse(400, read.problem)
    const most = limit ?? 100
    const place = customer === null ? null : placeOf(customer, sha256)
    const which = { place, kind, assignee, closedToo: closed === true, after: read.after }
    const rows = await pageOf(store, { ...which, limit: most + 1 })
    const shown = rows.slice(0, most)
    const last = rows.length > most ? shown.at(-1) : undefined
    const next = last === undefined ? null : cursorAt(last)
    const page: CasePage = { cases: shown.map((row) => shownCase(row, asker)), next }
    return ok(page)
  },
})

export const noSuchCase = (id: string) =>
  problem('no-such-case', `There is no case “${id.slice(0, 80)}”.`, 'GET /v1/cases lists the open ones.')

const one = route({
  method: 'GET',
  path: '/v1/cases/{id}',
  says: 'One case with its notes.',
  may: ['read', 'cases'],
  query: {},
  answers: { 200: caseView },
  run: async ({ params, asker }, { store }) => {
    const id = params['id'] ?? ''
    const row = await oneCase(store, id)
    return row === undefined ? refuse(404, noSuchCase(id)) : ok(shownCase(row, asker))
  },
})

export const caseRoutes = [list, one]
