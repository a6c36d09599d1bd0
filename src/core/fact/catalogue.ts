import type { Problem } from '../document/problem.ts'
import { billFacts } from './catalogue/bill.ts'
import { complaintFacts } from './catalogue/complaint.ts'
import { contactFacts } from './catalogue/contact.ts'
import { crewFacts } from './catalogue/crew.ts'
import { customerFacts } from './catalogue/customer.ts'
import { engineCaseFacts } from './catalogue/engine-case.ts'
import { engineDecisionFacts } from './catalogue/engine-decision.ts'
import { engineMessageFacts } from './catalogue/engine-message.ts'
import { enginePromiseFacts } from './catalogue/engine-promise.ts'
import { enginePublishedFacts } from './catalogue/engine-published.ts'
import { faultFacts } from './catalogue/fault.ts'
import { orderFacts } from './catalogue/order.ts'
import { promiseFacts } from './catalogue/promise.ts'
import { quoteFacts } from './catalogue/quote.ts'
import { replyFacts } from './catalogue/reply.ts'
import { serviceFacts } from './catalogue/service-life.ts'
import { slotFacts } from './catalogue/slot.ts'
import { surveyFacts } from './catalogue/survey.ts'
import { visitFacts } from './catalogue/visit.ts'
import { workFacts } from './catalogue/work.ts'
import { checkShape, isRecord, typeWords } from './check.ts'
import type { FactType } from './fact-type.ts'
import { pathsWhere } from './field.ts'
import type { Fields } from './field.ts'
import { checkPlain, problemAt } from './plain-json.ts'
import { shapeOf } from './shape.ts'
import type { Shape } from './shape.ts'

/** In the order of a customer's life; the docs and `troth facts` show them so. */
const TYPES: readonly FactType[] = [
  ...promiseFacts,
  ...workFacts,
  ...quoteFacts,
  ...orderFacts,
  ...visitFacts,
  ...slotFacts,
  ...crewFacts,
  ...faultFacts,
  ...billFacts,
  ...contactFacts,
  ...replyFacts,
  ...complaintFacts,
  ...serviceFacts,
  ...surveyFacts,
  ...customerFacts,
  ...enginePromiseFacts,
  ...engineDecisionFacts,
  ...engineMessageFacts,
  ...engineCaseFacts,
  ...enginePublishedFacts,
]

const BY_TYPE: ReadonlyMap<string, FactType> = new Map(TYPES.map((known) => [known.type, known]))

/** Compiled at a type's first fact, so that a command that reads no fact pays nothing. */
const shapes = new Map<FactType, Shape>()

/** What the catalogue knows of a type; undefined for a type of the silo's own, which is stored and shown, never refused. */
export const factType = (type: string): FactType | undefined => BY_TYPE.get(type)

export const factTypes = (): readonly FactType[] => TYPES

/**
 * What is wrong with a fact's data, with paths inside it. Of an unknown type only what no fact may hold is refused
 * (NUL characters, limits of value-form.ts).
 */
export const checkData = (type: string, data: unknown): readonly Problem[] => checkDataOf(BY_TYPE.get(type), data)

/** The same for whoever has looked the type up already; undefined is a type of the silo's own. */
export function checkDataOf(known: FactType | undefined, data: unknown): readonly Problem[] {
  if (!isRecord(data)) {
    const mend = 'Send an object; {} when there is nothing to say.'
    return [problemAt('', 'wrong-type', { reason: `This is ${typeWords(data)}, not an object.`, mend })]
  }
  return known === undefined ? checkPlain(data, '', 0) : checkShape(shapes.get(known) ?? compiled(known), data)
}

function compiled(known: FactType): Shape {
  const shape = shapeOf(known.fields)
  shapes.set(known, shape)
  return shape
}

/** The fields of a type's data, for whoever checks expressions over it; of an unknown type none. */
export const fieldsOf = (type: string): Fields => BY_TYPE.get(type)?.fields ?? {}

/** Paths that hold instants, `window.start`, `lines[].until`; of an unknown type none. */
export const instantPaths = (type: string): readonly string[] =>
  pathsWhere(fieldsOf(type), ({ kind }) => kind === 'instant')

/** Paths that are personal; `*`, all of it, of an unknown type. */
export const personalPaths = (type: string): readonly string[] =>
  BY_TYPE.has(type) ? pathsWhere(fieldsOf(type), ({ personal }) => personal) : ['*']
