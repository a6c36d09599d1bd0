import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { customerId } from '../../core/fact/subject.ts'
import type { Answer } from '../../core/message/reply/reading.ts'
import { oneCase } from '../../store/cases/one-case.ts'
import type { StoredCase } from '../../store/cases/stored-case.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import { dropKeptOfCase } from '../../store/replies/drop-kept-of-case.ts'
import type { Vault } from '../../store/people/vault.ts'
import { caseProblem } from '../cases/case-problem.ts'
import { caseIsClosed, type CaseAnswer, type CaseRoom } from '../cases/change.ts'
import { closeCase } from '../cases/close-case.ts'
import type { Engine } from '../engine.ts'
import { TO_CHECK } from './check-case.ts'
import { keptFor } from './list-replies.ts'
import { personFacts } from './person-facts.ts'
import { replyOnRecord } from './reply-on-record.ts'

export interface ReadRoom extends CaseRoom {
  readonly engine: Pick<Engine, 'accept' | 'matched'>
  readonly vault: Vault
}

export interface ReadCase {
  readonly id: string
  readonly who: string
  /** null: as it was read. */
  readonly answer: Answer | null
  /** The slot they want, as the scheduling system names it; null: none, or the only one that was found. */
  readonly slot: string | null
  /** The customer said so to a person just now: it is done without being read back. */
  readonly told: boolean
  /** Whose it is, where more than one may have written; null: that is known. */
  readonly customer: string | null
}

/**
 * A person reads a reply. It is stated as theirs, with what it settles, and the case is closed. What books or cancels is
 * read back to the customer first, unless they have said it to a person. Asked again as the same it is done once.
 */
export async function readCase(room: ReadRoom, given: ReadCase): Promise<CaseAnswer> {
  const stored = await oneCase(room.store, given.id)
  if (stored === undefined || stored.kind !== TO_CHECK || stored.about === null)
    return { problem: noSuchReply(given.id) }
  if (stored.customer !== null) return readOf({ stored, customer: stored.customer }, given, room)
  if (given.customer === null) return { problem: whoseIsIt(stored) }
  const matched = await match(stored, given, room)
  if (matched !== null) return matched
  return readOf({ stored, customer: customerId(given.customer, room.sha256) }, given, room)
}

interface Known {
  readonly stored: StoredCase
  readonly customer: string
}

/** null: it is on record with its customer now, and what a person says it means follows. */
async function match(
  stored: StoredCase,
  { id, who, customer, answer }: ReadCase,
  room: ReadRoom,
): Promise<CaseAnswer | null> {
  const [kept] = await keptFor(stored, room)
  // Matched before, and the process ended.
  if (kept === undefined) return null
  const matched = await room.engine.matched(kept, { customer: customer ?? '', answer })
  if ('problem' in matched) return matched
  await dropKeptOfCase(room.store, stored)
  return answer === null ? closeCase(room, { id, who, disposition: 'matched', words: null }) : null
}

async function readOf({ stored, customer }: Known, given: ReadCase, room: ReadRoom): Promise<CaseAnswer> {
  const reply = await replyOnRecord(placeOfCustomer(customer), stored.about ?? '', room)
  if (reply === null) return { problem: noSuchReply(stored.id) }
  const answer = given.answer ?? (reply.data['answer'] as Answer)
  const disposition = `read-as-${answer}`
  if (stored.closed !== null && stored.disposition !== disposition) return { problem: caseIsClosed(stored) }
  const facts = personFacts(reply, { ...given, answer, now: room.clock() })
  // Closed as this already: what it said then stands, and only what was not heard of it counts.
  if ('problem' in facts && stored.closed === null) return facts
  const closed = await closeCase(room, { id: stored.id, who: given.who, disposition, words: null })
  if ('problem' in closed || 'problem' in facts) return closed
  await state(facts, room)
  return closed
}

/** Said again after a crash each has another time: what was heard first stands. */
async function state(facts: readonly Fact[], { engine }: ReadRoom): Promise<void> {
  await engine.accept(facts)
}

const noSuchReply = (id: string): Problem =>
  caseProblem(
    'no-such-case',
    `There is no reply to check “${id.slice(0, 80)}”.`,
    'See them: `troth replies`, GET /v1/replies.',
  )

const whoseIsIt = ({ id }: StoredCase): Problem =>
  caseProblem(
    'customer-missing',
    `More than one customer may have written ${id}.`,
    'Say whose it is: `--customer crm:1`, `{"customer": "crm:1"}`.',
  )
