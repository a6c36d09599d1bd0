import { factRef, type Fact } from '../../core/fact/fact.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import { formatInstant, minutes, type Duration } from '../../core/time/instant.ts'
import type { CaseRow } from '../../store/cases/open-cases.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import type { Came } from './came.ts'
import type { Became } from './reply-data.ts'

/** Work that the list of Replies to check shows. */
export const TO_CHECK = 'reply-to-check'

/** A person reads it within minutes: somebody who has just written still holds the telephone in their hand. */
export const READ_WITHIN: Duration = minutes(15)

/** A case's name follows from the reply, so that a reply heard again opens none. */
export const checkCaseId = (ref: string, sha256: Sha256): string => `y-${sha256(`check\n${ref}`).slice(0, 16)}`

export interface Checking {
  readonly came: Came
  readonly place: CustomerPlace
  readonly became: Became
}

/** For a person, in words without a word of the customer's. */
export function checkCase(
  reply: Fact,
  { came, place, became }: Checking,
  { sha256 }: { readonly sha256: Sha256 },
): CaseRow {
  const ref = factRef(reply)
  const opened = reply.heard
  return {
    ...place,
    id: checkCaseId(ref, sha256),
    kind: TO_CHECK,
    about: ref,
    opened,
    due: opened + READ_WITHIN,
    says: saysOf(came, became),
  }
}

function saysOf({ kind }: Came, { reading, question, visit }: Became): string {
  const sure = `${Math.round(reading.certainty * 100)} % sure`
  const read = `A reply over ${kind} was taken for “${reading.answer}” by its ${reading.readBy}, ${sure}`
  const about = visit === null ? 'no visit of theirs could be made out' : `it is about visit ${visit.visit}`
  if (question === null) return `${read}; no question of ours was open, and ${about}.`
  if (!question.isOpen) return `${read}; what was asked is over, and ${about}.`
  return `${read}; ${about}.`
}

/** What its customer's turn hears of it. */
export const openedFact = ({ id, kind, about, due, opened }: CaseRow, alias: string): Fact => ({
  source: 'troth',
  id: `case.opened:${id}`,
  type: 'case.opened',
  subject: alias,
  time: opened,
  heard: opened,
  origin: 'person',
  data: { case: id, kind, ...(about === null ? {} : { about }), ...(due === null ? {} : { due: formatInstant(due) }) },
})
