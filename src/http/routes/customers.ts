import { casePage } from '../../store/cases/case-page.ts'
import { openPersonal } from '../../store/people/vault.ts'
import { personsOf } from '../../store/people/persons-of.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import { customerCounts } from '../../store/views/customer-counts.ts'
import { decisionPage } from '../../store/views/decision-page.ts'
import { jeopardiesOf } from '../../store/views/jeopardies-of.ts'
import { linksOf } from '../../store/views/links-of.ts'
import { wholeFacts } from '../../store/views/whole-facts.ts'
import { customerView, type CustomerView } from '../../wire/customer-view.ts'
import { timeline, type Timeline } from '../../wire/fact-view.ts'
import { auditReading } from '../audit.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { placeOf, type AliasPlace } from '../place.ts'
import { ok, problem, refuse, route, type Asker, type Doors } from '../route.ts'
import { shownCase } from '../shown/case.ts'
import { shownDecision } from '../shown/decision.ts'
import { shownFact } from '../shown/fact.ts'
import { when, whenOrNull } from '../shown/instant.ts'
import { shownForecast } from '../shown/promise.ts'
import { CURSOR, LIMIT } from './query-fields.ts'

const ALIAS = { kind: 'text', says: 'A key some system issued: crm:123.', required: true } as const
const LAST_FEW = 10

const unknown = (alias: string) =>
  problem(
    'customer-unknown',
    `No fact was ever heard of “${alias.slice(0, 80)}”.`,
    'Check the key; it is written as its system issued it, e.g. crm:123.',
  )

const who = route({
  method: 'GET',
  path: '/v1/customers',
  says: 'One customer in short: keys, promises, the last facts and decisions, cases.',
  may: ['read'],
  query: { alias: ALIAS },
  answers: { 200: customerView },
  run: async ({ query: { alias }, asker }, doors) => {
    const place = placeOf(alias, doors.sha256)
    const known = (await aliasesOf(doors.store, [place])).get(place.customer)
    if (known === undefined) return refuse(404, unknown(alias))
    const view = await lookAt(place, { known, asker, doors })
    if (view.personal !== undefined || view.facts.some(({ personal }) => personal === 'shown'))
      await auditReading(doors, asker, { customer: place.customer })
    return ok(view)
  },
})

interface Looking {
  readonly known: string
  readonly asker: Asker
  readonly doors: Doors
}

async function lookAt(place: AliasPlace, { known, asker, doors }: Looking): Promise<CustomerView> {
  const { store, vault } = doors
  const [person, counts, links, jeopardies, facts, decisions, cases] = await Promise.all([
    personsOf(store, [place]).then((rows) => rows[0]),
    customerCounts(store, place),
    linksOf(store, place),
    jeopardiesOf(store, place, LAST_FEW),
    wholeFacts(store, place, { before: null, refs: null, limit: LAST_FEW }),
    decisionPage(store, place, { before: null, limit: LAST_FEW }),
    casePage(store, { place, closedToo: true, kind: null, assignee: null, after: null, limit: LAST_FEW }),
  ])
  const { erased, ...promises } = counts
  const seed = person?.seed ?? null
  const card =
    seed === null || !asker.may.has('personal') ? null : openPersonal(vault.keyFrom(seed), person?.personal ?? null)
  return {
    customer: place.customer,
    aliases: [known],
    linked: links.map(({ since, undone, ...rest }) => ({ ...rest, since: when(since), undone: whenOrNull(undone) })),
    zone: person?.zone ?? null,
    language: person?.language ?? null,
    area: person?.area ?? null,
    brand: person?.brand ?? null,
    prefers: person?.prefers ?? null,
    erased: whenOrNull(erased),
    ...(card === null ? {} : { personal: { ...card } }),
    promises,
    in_jeopardy: jeopardies.map(({ forecast, ...rest }) => ({ ...rest, forecast: shownForecast(forecast) })),
    facts: facts.map((fact) => shownFact(fact, { vault, asker })),
    decisions: decisions.map(shownDecision),
    cases: cases.map((row) => shownCase(row, asker)),
  }
}

const facts = route({
  method: 'GET',
  path: '/v1/customers/facts',
  says: 'What was heard of a customer, of a crew’s day or of a silo; the newest first.',
  may: ['read'],
  query: { alias: ALIAS, limit: LIMIT, cursor: CURSOR },
  answers: { 200: timeline },
  run: async ({ query: { alias, limit, cursor }, asker }, doors) => {
    const { store, sha256, vault } = doors
    const read = cursor === null ? null : readCursor(cursor, ['count'])
    if (read !== null && 'problem' in read) return refuse(400, read.problem)
    const place = placeOf(alias, sha256)
    const most = limit ?? 100
    const before = read === null ? null : read.parts[0]
    const rows = await wholeFacts(store, place, { before, refs: null, limit: most + 1 })
    if (rows.length === 0 && before === null) return refuse(404, unknown(alias))
    const shown = rows.slice(0, most).map((row) => shownFact(row, { vault, asker }))
    if (shown.some(({ personal }) => personal === 'shown'))
      await auditReading(doors, asker, { customer: place.customer, facts: shown.length })
    const last = rows.length > most ? shown.at(-1) : undefined
    const next = last === undefined ? null : writeCursor([last.seq])
    const page: Timeline = { customer: place.customer, facts: shown, next }
    return ok(page)
  },
})

export const customerRoutes = [who, facts]
