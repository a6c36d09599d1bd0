import type { Problem } from '../../core/document/problem.ts'
import type { Answer } from '../../core/message/reply/reading.ts'
import { customerId } from '../../core/fact/subject.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import { caseProblem } from '../cases/case-problem.ts'
import { addressOf } from './candidates.ts'
import type { Came } from './came.ts'
import type { Unmatched } from './keep-unmatched.ts'
import { readFrom } from './read-from.ts'
import type { HearingRoom } from './room.ts'
import { stateReply } from './state-reply.ts'
import { whoseReply } from './whose-reply.ts'

export interface Matching {
  /** An alias of one of the candidates. */
  readonly customer: string
  /** What a person says it means; null: as it is read for this customer. */
  readonly answer: Answer | null
}

/**
 * A person says whose a reply is: it is stated of them as if that had been known at once. What they say it means is theirs
 * to state beside it; a reading that needs a person is no answer here.
 */
export async function matchReply(
  { channel, kind, heard }: Unmatched,
  { customer, answer }: Matching,
  room: HearingRoom,
): Promise<{ readonly done: true } | { readonly problem: Problem }> {
  const came: Came = { channel, kind, heard, address: addressOf(kind, heard.from, room.vault) }
  const whose = await whoseReply(heard, came.address, room)
  const { customer: id } = placeOfCustomer(customerId(customer, room.sha256))
  const one = whose.candidates.find(({ place }) => place.customer === id)
  if (one === undefined) return { problem: notThere(customer) }
  const reading = await readFrom(came, one, room)
  if (answer === null && reading.check) return { problem: unreadable(customer) }
  const asRead = answer === null ? reading : { ...reading, act: null, asks: null, slots: [] }
  await stateReply(came, { ...whose, one, reading: asRead, withPerson: true }, room)
  return { done: true }
}

const notThere = (customer: string): Problem =>
  caseProblem(
    'not-a-candidate',
    `“${customer.slice(0, 80)}” is nobody at the address it came from.`,
    'Choose one of the candidates; an address makes nobody a customer.',
  )

const unreadable = (customer: string): Problem =>
  caseProblem(
    'answer-missing',
    `It cannot be read by itself for ${customer.slice(0, 80)} either.`,
    'Say what it means: `--answer confirm`, `{"answer": "confirm"}`.',
  )
