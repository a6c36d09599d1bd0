import { factRef, type Fact, type FactData } from '../../core/fact/fact.ts'
import type { Reading } from '../../core/message/reply/reading.ts'
import { actOn, type ActFact } from '../../core/visit/act.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import { checkCase, openedFact } from './check-case.ts'
import { isStop, NEWS, type Came } from './came.ts'
import { visitFor } from './read-from.ts'
import { replyData, type Became } from './reply-data.ts'
import type { HearingRoom } from './room.ts'
import { stopFacts } from './stop-all.ts'
import type { Candidate, Whose } from './whose-reply.ts'

export interface Read extends Whose {
  readonly one: Candidate
  readonly reading: Reading
  /** A person is looking at it just now: no case is opened for one. */
  readonly withPerson?: boolean
}

/** What follows from a reading, here and now. */
interface Following extends Became {
  readonly facts: readonly ActFact[]
  readonly check: boolean
}

/**
 * States the customer's own act and, with it, what it settles, in one commit; with the case when a person must look.
 * Heard while another of the same stood in line it is refused as said before, and that is all.
 */
export async function stateReply(came: Came, read: Read, room: HearingRoom): Promise<void> {
  const { one, all, reading } = read
  const { store, clock } = room
  const alias = (await aliasesOf(store, [one.place])).get(one.place.customer)
  if (alias === undefined) throw new Error('an address of a customer nobody has heard of')
  const now = clock()
  const stating = { came, alias, now }
  const follows = followsFrom(came, read, now)
  const own = stated(stating, { id: '', type: 'reply.received', data: replyData(came, follows) })
  const acts = follows.facts.map((fact) => stated(stating, fact))
  const stops = isStop(reading) ? await stopFacts(came, { all, first: one.place }, room) : []
  const cases =
    follows.check && read.withPerson !== true ? [checkCase(own, { came, place: one.place, became: follows }, room)] : []
  const opened = cases.map((row) => openedFact(row, alias))
  const [answer] = await room.accept([own, ...acts, ...stops, ...opened], cases)
  const { answer: readAs, readBy, certainty } = follows.reading
  if (answer?.status === 'accepted')
    room.log('reply.heard', {
      channel: came.channel,
      reply: own.id,
      answer: readAs,
      readBy,
      certainty,
      check: follows.check,
    })
  else room.log('reply.heard-before', { channel: came.channel, reply: own.id })
}

interface StatingReply {
  readonly came: Came
  readonly alias: string
  readonly now: number
}

const stated = (
  { came, alias, now }: StatingReply,
  { id, type, data }: { readonly id: string; readonly type: string; readonly data: FactData },
): Fact => ({
  source: came.channel,
  id: id === '' ? came.heard.id : `${came.heard.id}:${id}`,
  type,
  subject: alias,
  // A provider's clock may be ahead of ours.
  time: Math.min(came.heard.at, now),
  heard: now,
  origin: 'person',
  data,
})

/** What is done only ever answers a question that is open, and only while the reply is news; whatever else it is, a person looks. */
function followsFrom(came: Came, { one, reading }: Read, now: number): Following {
  const { question } = one
  const visit = visitFor(one, now)
  const isNews = now - came.heard.at <= NEWS
  const asks = isNews && question?.isOpen !== false ? reading.asks : null
  const plain = { question, visit, asks, facts: [] }
  if (isStop(reading)) return { ...plain, reading, asks: null, check: reading.check }
  const mayAct = isNews && question?.isOpen === true
  const { act } = reading
  const check = reading.check || !mayAct
  const undone = { ...plain, reading: { ...reading, act: null } }
  if (act === null || act.act === 'stop') return { ...undone, check }
  if (!mayAct || visit === null) return { ...undone, check: true }
  const own = factRef({ source: came.channel, id: came.heard.id })
  const acted = actOn(visit, act, { now, own, channel: came.kind })
  return 'refused' in acted ? { ...undone, check: true } : { ...plain, reading, facts: acted.facts, check }
}
