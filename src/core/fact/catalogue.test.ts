import { expect, test } from 'vitest'
import { checkData, factType, factTypes, fieldsOf, instantPaths, personalPaths } from './catalogue.ts'
import type { FieldDescription, Fields } from './field.ts'
import { dataSchema } from './json-schema.ts'

/** The catalogue of DESIGN §2, type by type. */
const DESIGNED = `offer.made quote.requested quote.given quote.accepted
  order.placed order.due-changed order.jeopardy order.milestone order.completed order.cancelled
  visit.booked visit.moved visit.confirmed visit.cancelled visit.assigned visit.done visit.not-done
  slot.held slot.released slots.offered crew.started crew.on-the-way crew.arrived crew.position crew.delayed
  fault.reported fault.fixed incident.declared incident.ended
  bill.drafted bill.issued credit.applied payment.received payment.failed
  inquiry.received inquiry.answered contact.attempted call.made customer.told
  complaint.received complaint.answered complaint.accepted complaint.rejected
  service.activated service.used service.cancel-requested service.ended survey.answered
  customer.updated customer.alias consent.given consent.withdrawn
  promise.made promise.kept promise.broken promise.moved promise.withdrawn work.handed-over work.progressed
  promise.opened promise.in-jeopardy promise.settled promise.corrected
  decision.said decision.held decision.superseded decision.too-late decision.withheld decision.not-allowed
  message.queued message.accepted message.delivered message.failed message.superseded message.not-allowed message.unknown
  case.opened case.assigned case.escalated case.closed remedy.granted remedy.refused
  playbook.published model.published silo.load visit.next-stop reply.received reply.read link.requested link.revoked link.used`.split(
  /\s+/,
)

const everyField = (fields: Fields): readonly (readonly [string, FieldDescription])[] =>
  Object.entries(fields).flatMap(([name, described]) => [
    [name, described] as const,
    ...everyField(described.item?.fields ?? described.fields ?? {}),
  ])

test('the catalogue has every type of the design, and each once', () => {
  expect(
    factTypes()
      .map(({ type }) => type)
      .toSorted(),
  ).toEqual(DESIGNED.toSorted())
})

test.each(factTypes().map((known) => [known.type, known] as const))(
  'the example of %s is a good fact',
  (type, known) => {
    expect(known.example.type).toBe(type)
    expect(checkData(type, known.example.data)).toEqual([])
  },
)

test('no two examples are the same fact', () => {
  const names = factTypes().map(({ example }) => `${example.source} ${example.id}`)
  expect(new Set(names).size).toBe(names.length)
})

test('fields are named in snake case and say what they mean', () => {
  for (const { type, says, fields } of factTypes()) {
    expect(`${type}: ${says}`).toMatch(/: [A-Z].*\.$/)
    for (const [name, described] of everyField(fields)) {
      expect(`${type} ${name}`).toMatch(/ [a-z][a-z0-9]*(_[a-z0-9]+)*$/)
      expect(`${type} ${name}: ${described.says}`).toMatch(/: .+/)
    }
  }
})

test('every field that carries words, names, addresses or places is personal', () => {
  const telling = /^(words|wording|notes|name|address|technician|latitude|longitude|photo)$/
  for (const { type, fields } of factTypes())
    for (const [name, { personal }] of everyField(fields))
      if (telling.test(name)) expect([type, name, personal]).toEqual([type, name, true])
})

test('the closure text of a promise is personal, its queue is not', () => {
  expect(personalPaths('promise.kept')).toEqual(['reason'])
  expect(personalPaths('customer.updated')).toEqual(['name', 'address', 'reach[].address'])
})

test('what a rule needs is never personal: keys, dates, owners and kinds', () => {
  for (const { type, fields } of factTypes())
    for (const [name, { kind, form, personal }] of everyField(fields))
      if (kind === 'instant' || form === 'key') expect([type, name, personal]).toEqual([type, name, false])
})

test('the instants of a type are known by path, also inside windows and lines', () => {
  expect(instantPaths('visit.booked')).toEqual(['window.start', 'window.end'])
  expect(instantPaths('quote.given')).toEqual(['lines[].from', 'lines[].until', 'term_end'])
})

test('a type of the silo’s own is unknown, fieldless and personal as a whole', () => {
  expect(factType('meter.read')).toBeUndefined()
  expect(fieldsOf('meter.read')).toEqual({})
  expect(instantPaths('meter.read')).toEqual([])
  expect(personalPaths('meter.read')).toEqual(['*'])
  expect(dataSchema('meter.read')).toBeUndefined()
})

test('names of everything’s nature are no types', () => {
  for (const name of ['constructor', '__proto__', 'toString']) expect(factType(name)).toBeUndefined()
})

test('the published schema marks what is personal and asks for what is needed', () => {
  expect(dataSchema('promise.kept')).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    required: ['promise'],
    properties: { reason: { 'x-personal': true }, without_work: { type: ['boolean', 'null'] } },
  })
})
