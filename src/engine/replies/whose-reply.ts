import type { Fact } from '../../core/fact/fact.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import { factsOf } from '../../store/log/facts-of.ts'
import { messagesTo, type SentMessage } from '../../store/replies/messages-to.ts'
import { groupBy } from '../group-by.ts'
import { atAddress, type Address } from './candidates.ts'
import { questionOf, visitKey, type Question } from './question.ts'
import type { HeardReply, HearingRoom } from './room.ts'

/** A customer who may have written, and what they may have answered. */
export interface Candidate {
  readonly place: CustomerPlace
  /** The open half of their facts. */
  readonly facts: readonly Fact[]
  /** The last thing they were asked over this kind of channel; null: nothing. */
  readonly question: Question | null
}

export interface Whose {
  /** Whoever was ever known at this address: a stop is theirs too. */
  readonly all: readonly CustomerPlace[]
  readonly candidates: readonly Candidate[]
  /** Who it is; null: nobody, or a person must choose. */
  readonly one: Candidate | null
}

/** Of each customer; a year of visits has fewer. */
const LOOKED_BACK = 100
/** A switchboard's number may be on many cards: nobody is guessed among more. */
const MOST_CANDIDATES = 20

/**
 * Whose a reply is: the one whom a question that is still open was sent to at this address, over this kind of channel; else
 * the only one at this address. A message that the channel names narrows it down, but finds nobody elsewhere.
 */
export async function whoseReply(heard: HeardReply, address: Address, room: HearingRoom): Promise<Whose> {
  const { store, vault } = room
  const { all, candidates: places } = await atAddress(store, address, vault)
  if (places.length === 0 || places.length > MOST_CANDIDATES) return { all, candidates: places.map(unasked), one: null }
  const channels = room.channels.flatMap(({ name, capabilities }) =>
    capabilities.address === address.kind ? [name] : [],
  )
  const [logged, sent] = await Promise.all([
    factsOf(store, places.map(subjectAt)),
    messagesTo(store, { customers: places, channels, limit: LOOKED_BACK * places.length }),
  ])
  const facts = groupBy(logged, ({ subject }) => subject)
  const messages = groupBy(sent, ({ customer }) => customer)
  const now = room.clock()
  const candidates = places.map((place): Candidate => {
    const own = (facts.get(place.customer) ?? []).map(({ fact }) => fact)
    const asked = askedOf(messages.get(place.customer) ?? [], { heard, place, own, room })
    return { place, facts: own, question: asked === undefined ? null : questionOf(asked, own, now) }
  })
  return { all, candidates, one: theOne(candidates) }
}

const unasked = (place: CustomerPlace): Candidate => ({ place, facts: [], question: null })

export const subjectAt = ({ bucket, customer }: CustomerPlace) => ({ bucket, subject_kind: 0, subject: customer })

interface Naming {
  readonly heard: HeardReply
  readonly place: CustomerPlace
  readonly own: readonly Fact[]
  readonly room: HearingRoom
}

/** The message it names, or the last one about the visit its calendar names, when it is theirs; else the last that asked anything. */
function askedOf(messages: readonly SentMessage[], { heard, place, own, room }: Naming): SentMessage | undefined {
  const { answers, calendar } = heard
  if (answers !== null)
    return messages.find((one) =>
      'message' in answers ? one.message === answers.message : one.providerId === answers.providerId,
    )
  if (calendar === null) return messages.find(({ ask }) => ask.length > 0)
  const named = room.visitOfUid(calendar.uid)
  if (named === undefined || !place.customer.startsWith(named.customer)) return undefined
  return messages.find((one) => visitKey(one, own) === named.visit)
}

function theOne(candidates: readonly Candidate[]): Candidate | null {
  const [open, another] = candidates.filter(({ question }) => question?.isOpen === true)
  if (open !== undefined && another === undefined) return open
  const [only, second] = candidates
  return open === undefined && second === undefined ? (only ?? null) : null
}
