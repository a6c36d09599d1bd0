import type { z } from 'zod'
import { assignCase } from '../../engine/cases/assign-case.ts'
import type { CaseAnswer } from '../../engine/cases/change.ts'
import { closeCase } from '../../engine/cases/close-case.ts'
import { dueCase } from '../../engine/cases/due-case.ts'
import { noteCase } from '../../engine/cases/note-case.ts'
import { openCase } from '../../engine/cases/open-case.ts'
import { readCase, type ReadRoom } from '../../engine/replies/read-case.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import {
  assignCaseBody,
  closeCaseBody,
  dueCaseBody,
  noteCaseBody,
  openCaseBody,
  parseBody,
  readCaseBody,
} from '../../wire/case-commands.ts'
import { caseView } from '../../wire/case-view.ts'
import { readOneObject } from '../read-object.ts'
import { refuse, route, type Answered, type Asked, type Doors, type Route } from '../route.ts'
import { shownCase } from '../shown/case.ts'

interface Verb<Value> {
  readonly path: string
  readonly says: string
  readonly schema: z.ZodType<Value>
  /** The status when it is done. */
  readonly done: number
  readonly carryOut: (
    room: ReadRoom,
    id: string,
    given: { readonly who: string; readonly body: Value },
  ) => Promise<CaseAnswer>
}

const STATUS: Readonly<Record<string, number>> = {
  'no-such-case': 404,
  'no-such-reply': 404,
  'customer-unknown': 404,
  'case-closed': 409,
  'visit.over': 409,
  'visit.under-way': 409,
  'visit.cancelled': 409,
  'slot.not-on-offer': 409,
}

const command = <Value>({ path, says, schema, done, carryOut }: Verb<Value>): Route =>
  route({
    method: 'POST',
    path,
    says,
    may: ['cases'],
    query: {},
    takes: { 'application/json': schema },
    answers: { [done]: caseView },
    run: async ({ headers, body, params, asker }: Asked, doors: Doors): Promise<Answered> => {
      const object = readOneObject(headers, body)
      if ('refused' in object) return object
      const parsed = parseBody(schema, object.value)
      if ('problems' in parsed) return refuse(422, ...parsed.problems)
      const answer = await carryOut(doors, params['id'] ?? '', { who: asker.who, body: parsed.value })
      if ('problem' in answer) return refuse(STATUS[answer.problem.code] ?? 422, answer.problem)
      const { bucket, customer } = answer.case
      const aliases =
        customer === null ? new Map<string, string>() : await aliasesOf(doors.store, [{ bucket, customer }])
      const alias = aliases.get(customer ?? '') ?? null
      return { status: done, body: shownCase({ ...answer.case, alias }, asker) }
    },
  })

const instantOrNull = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : (parseInstant(text) ?? null)

export const caseCommandRoutes: readonly Route[] = [
  command({
    path: '/v1/cases',
    says: 'Opens a case by hand.',
    schema: openCaseBody,
    done: 201,
    carryOut: (room, _, { who, body }) => {
      const { kind, says, customer = null, about = null, due, assignee = null, id = null } = body
      return openCase(room, { who, kind, says, customer, about, due: instantOrNull(due), assignee, id })
    },
  }),
  command({
    path: '/v1/cases/{id}:assign',
    says: 'Gives a case to a person; null takes it back.',
    schema: assignCaseBody,
    done: 200,
    carryOut: (room, id, { who, body }) => assignCase(room, { id, who, assignee: body.assignee }),
  }),
  command({
    path: '/v1/cases/{id}:note',
    says: 'Adds a note to a case.',
    schema: noteCaseBody,
    done: 200,
    carryOut: (room, id, { who, body }) => noteCase(room, { id, who, words: body.words }),
  }),
  command({
    path: '/v1/cases/{id}:due',
    says: 'Says by when a case is to be done.',
    schema: dueCaseBody,
    done: 200,
    carryOut: (room, id, { who, body }) => dueCase(room, { id, who, due: instantOrNull(body.due) }),
  }),
  command({
    path: '/v1/cases/{id}:close',
    says: 'Closes a case with how it ended.',
    schema: closeCaseBody,
    done: 200,
    carryOut: (room, id, { who, body }) =>
      closeCase(room, { id, who, disposition: body.disposition, words: body.words ?? null }),
  }),
  command({
    path: '/v1/cases/{id}:read',
    says: 'Says what a reply means, or that it was read rightly; what books or cancels is read back to the customer first.',
    schema: readCaseBody,
    done: 200,
    carryOut: (room, id, { who, body }) => {
      const { answer = null, slot = null, told = false, customer = null } = body
      return readCase(room, { id, who, answer, slot, told, customer })
    },
  }),
]
