import type { Problem } from '../../core/document/problem.ts'
import { factRef, type Fact, type FactData } from '../../core/fact/fact.ts'
import type { Answer } from '../../core/message/reply/reading.ts'
import type { Instant } from '../../core/time/instant.ts'
import { actOn, type ActRefusal, type VisitAct } from '../../core/visit/act.ts'
import { openSlots, slotsIn } from '../../core/visit/offer.ts'
import type { Slot } from '../../core/visit/slot.ts'
import { caseProblem } from '../cases/case-problem.ts'
import { isOver } from './question.ts'
import { present, slotData } from './reply-data.ts'
import type { ReplyOnRecord } from './reply-on-record.ts'

export interface PersonReads {
  /** Of the case. */
  readonly id: string
  readonly who: string
  readonly answer: Answer
  readonly slot: string | null
  readonly told: boolean
  readonly now: Instant
}

type Follows = { readonly facts: readonly Said[] } | { readonly problem: Problem }

interface Said {
  /** Behind the reading's own. */
  readonly id: string
  readonly type: string
  readonly data: FactData
}

/** Who states what a person has read. */
const SOURCE = 'cases'

/** A person's reading of a reply, and what follows from it: done where it was said to them, else read back to the customer. */
export function personFacts(reply: ReplyOnRecord, reads: PersonReads): readonly Fact[] | { readonly problem: Problem } {
  const slot = chosen(reply, reads)
  if (slot === 'unknown') return { problem: slotGone(reads.slot ?? '') }
  const own = { source: SOURCE, id: `${reads.id}:read` }
  const follows = followsFrom(reply, { reads, slot, own: factRef(own) })
  if ('problem' in follows) return follows
  const { answer, who, now } = reads
  const was = { answer, was: reply.data['answer'], visit: reply.visit?.visit ?? null }
  const taken = slot === null ? {} : { window: slotData({ ...slot, slot: null }), slot: slot.slot }
  const read: Said = { id: '', type: 'reply.read', data: present({ reply: reply.ref, ...was, ...taken, agent: who }) }
  return [read, ...follows.facts].map(({ id, type, data }) => ({
    source: SOURCE,
    id: id === '' ? own.id : `${own.id}:${id}`,
    type,
    subject: reply.alias,
    time: now,
    heard: now,
    origin: 'person',
    data,
  }))
}

/** null: no slot is meant. */
function chosen({ visit, data }: ReplyOnRecord, { answer, slot, now }: PersonReads): Slot | null | 'unknown' {
  if (answer !== 'reschedule') return null
  const offered = openSlots(visit?.offer ?? null, now)
  if (slot !== null) return offered.find((one) => one.slot === slot) ?? 'unknown'
  const [found, another] = slotsIn(data['slots'])
  return another === undefined ? (offered.find(({ start }) => start === found?.start) ?? null) : null
}

interface Choice {
  readonly reads: PersonReads
  readonly slot: Slot | null
  readonly own: string
}

function followsFrom(reply: ReplyOnRecord, choice: Choice): Follows {
  const { answer, told } = choice.reads
  switch (answer) {
    case 'confirm':
      return act(reply, { act: 'confirm' }, choice)
    case 'cancel':
      return told
        ? act(reply, { act: 'cancel', reason: null }, choice)
        : askBack(reply, choice, { asks: 'cancel-visit' })
    case 'reschedule':
      return reschedule(reply, choice)
    case 'stop':
      return {
        facts: [{ id: 'stop', type: 'consent.withdrawn', data: { ...over(reply), class: 'all', how: 'reply' } }],
      }
    case 'question':
    case 'unclear':
      return { facts: [] }
  }
}

function reschedule(reply: ReplyOnRecord, choice: Choice): Follows {
  const { slot, reads } = choice
  if (slot !== null && reads.told) return act(reply, { act: 'take', slot }, choice)
  if (slot !== null) return askBack(reply, choice, { asks: 'slot', slots: [slotData(slot)] })
  // Read so at once, the customer has been offered a choice already.
  return reply.data['answer'] === 'reschedule' ? { facts: [] } : askBack(reply, choice, {})
}

function act({ visit, data }: ReplyOnRecord, wanted: VisitAct, { reads, own }: Choice): Follows {
  if (visit === null) return { problem: cannot('visit.over') }
  const acted = actOn(visit, wanted, { now: reads.now, own, channel: String(data['channel']) })
  return 'refused' in acted ? { problem: cannot(acted.refused) } : acted
}

/** The same fact that a reply of their own would be: the playbook answers it the same way. */
function askBack(reply: ReplyOnRecord, { reads }: Choice, more: FactData): Follows {
  const { visit, data } = reply
  if (visit === null || isOver(visit, reads.now)) return { problem: cannot('visit.over') }
  const about = {
    visit: visit.visit,
    promise: data['promise'] ?? null,
    to: data['to'] ?? null,
    wish: data['wish'] ?? null,
  }
  const read = { answer: reads.answer, read_by: 'person', certainty: 1 }
  return {
    facts: [{ id: 'asks', type: 'reply.received', data: present({ ...over(reply), ...read, ...about, ...more }) }],
  }
}

const over = ({ data }: ReplyOnRecord): FactData => ({ channel: data['channel'] })

const slotGone = (slot: string): Problem =>
  caseProblem(
    'slot.not-on-offer',
    `“${slot.slice(0, 80)}” is not on offer for this visit.`,
    '`troth replies` shows what is.',
  )

const WHY: Readonly<Record<ActRefusal, string>> = {
  'visit.over': 'The visit is over, or none was found.',
  'visit.under-way': 'The crew is on its way already.',
  'visit.cancelled': 'The visit is cancelled.',
  'visit.not-cancelled': 'The visit is not cancelled.',
  'slot.not-on-offer': 'The slot is not on offer any more.',
  'undo.too-late': 'It is too late to take the cancellation back.',
}

const cannot = (refused: ActRefusal): Problem =>
  caseProblem(refused, WHY[refused], 'Call the customer, then close the case: `troth cases close ID --as called`.')
