import { randomBytes } from 'node:crypto'
import { customerId } from '../../core/fact/subject.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { bucketOf } from '../../store/bucket.ts'
import { caseById } from '../../store/cases/case-by-id.ts'
import type { StoredCase } from '../../store/cases/stored-case.ts'
import { changeCase } from '../../store/cases/change-case.ts'
import { openCases } from '../../store/cases/open-cases.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import type { Tx } from '../../store/store.ts'
import { caseProblem } from './case-problem.ts'
import { state, type CaseAnswer, type CaseRoom } from './change.ts'

export interface OpenCase {
  readonly who: string
  readonly kind: string
  readonly says: string
  /** An alias; null: it concerns no customer. */
  readonly customer: string | null
  readonly about: string | null
  readonly due: Instant | null
  readonly assignee: string | null
  /** The caller's own name for it: asked twice, it is opened once. null: one is made up. */
  readonly id: string | null
}

/** Opens a case by hand. */
export async function openCase(room: CaseRoom, given: OpenCase): Promise<CaseAnswer> {
  const now = room.clock()
  const id = `h-${given.id ?? randomBytes(6).toString('hex')}`
  const customer = given.customer === null ? null : customerId(given.customer, room.sha256)
  const bucket = bucketOf(customer ?? room.sha256(id))
  const opening = { bucket, id, customer, opened: now }
  const answer = await room.store.inTransaction((tx) => open(tx, given, opening))
  if ('case' in answer) await tell(room, answer.case)
  return answer
}

type Opening = Pick<StoredCase, 'bucket' | 'id' | 'customer' | 'opened'>

async function open(tx: Tx, given: OpenCase, opening: Opening): Promise<CaseAnswer> {
  const { bucket, id, customer, opened } = opening
  const before = await caseById(tx, id)
  if (before !== undefined) return { case: before }
  if (customer !== null && (await aliasesOf(tx, [{ bucket, customer }])).size === 0)
    return { problem: nobodyCalled(given.customer ?? '') }
  const { kind, about, due, says, assignee, who } = given
  const fresh: StoredCase = {
    bucket,
    id,
    customer,
    kind,
    about,
    opened,
    due,
    says,
    assignee,
    closed: null,
    disposition: null,
    notes: [],
  }
  await openCases(tx, [fresh])
  if (assignee !== null) await changeCase(tx, fresh)
  await writeAudit(tx, { at: opened, who, what: 'case.opened', detail: { case: id, kind } })
  return { case: fresh }
}

const nobodyCalled = (alias: string) =>
  caseProblem(
    'customer-unknown',
    `No fact was ever heard of “${alias.slice(0, 80)}”.`,
    'Check the key; it is written as its system issued it, e.g. crm:123.',
  )

async function tell(room: CaseRoom, opened: StoredCase): Promise<void> {
  const { id, kind, about, due, opened: time } = opened
  const more = { ...(about === null ? {} : { about }), ...(due === null ? {} : { due: formatInstant(due) }) }
  await state(room, opened, { type: 'case.opened', id: `case.opened:${id}`, time, data: { case: id, kind, ...more } })
}
