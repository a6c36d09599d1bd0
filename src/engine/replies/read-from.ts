import type { Reading, ReplyContext } from '../../core/message/reply/reading.ts'
import { zone as zoneNamed } from '../../core/time/zone.ts'
import { openSlots } from '../../core/visit/offer.ts'
import { visitOf, type Visit } from '../../core/visit/visit.ts'
import { personsOf } from '../../store/people/persons-of.ts'
import type { Came } from './came.ts'
import { isOver } from './question.ts'
import type { HearingRoom } from './room.ts'
import type { Candidate } from './whose-reply.ts'

/** Reads a reply as its customer may have meant it; of nobody's only what needs no question can be read. */
export async function readFrom({ heard }: Came, one: Candidate | null, room: HearingRoom): Promise<Reading> {
  const { words, button, calendar } = heard
  const context = await contextOf(one, room)
  return room.read({ words, button, calendar: calendar?.answer ?? null }, context)
}

async function contextOf(one: Candidate | null, room: HearingRoom): Promise<ReplyContext> {
  const { store, clock, zone, language, suggester } = room
  const [person] = one === null ? [] : await personsOf(store, [one.place])
  const now = clock()
  const spoken = person?.language ?? language
  const question = one?.question ?? null
  return {
    asked: question?.isOpen === true ? { ask: question.ask, slots: question.slots } : null,
    offered: openSlots(visitFor(one, now)?.offer ?? null, now),
    // The installation's own is checked when its settings are read.
    zone: zoneNamed(person?.zone ?? zone) ?? (zoneNamed('UTC') as NonNullable<ReturnType<typeof zoneNamed>>),
    now,
    languages: spoken === language ? [language] : [spoken, language],
    suggester: await suggester(),
    inquiryOpen: false,
  }
}

/** The visit that was asked about, else the only one that lies ahead; null: none, or nobody can say which. */
export function visitFor(one: Candidate | null, now: number): Visit | null {
  if (one === null) return null
  if (one.question !== null) return one.question.visit
  const keys = new Set(one.facts.flatMap(({ type, data }) => (type === 'visit.booked' ? [String(data['visit'])] : [])))
  const live = [...keys].flatMap((key) => visitOf(one.facts, key) ?? []).filter((visit) => !isOver(visit, now))
  const [only] = live
  return new Set(live.map(({ visit }) => visit)).size === 1 ? (only ?? null) : null
}
