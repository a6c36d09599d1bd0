import type { Instant } from '../../time/instant.ts'
import type { Zone } from '../../time/zone.ts'
import type { VisitAct } from '../../visit/act.ts'
import type { Slot } from '../../visit/slot.ts'

/** What a reply may be, as `reply.received` records it. */
export const ANSWERS = ['confirm', 'reschedule', 'cancel', 'question', 'stop', 'unclear'] as const
export type Answer = (typeof ANSWERS)[number]

/** What a text most likely is, and how likely: a guess, which `readReply` only acts on by asking back. */
export interface Suggestion {
  readonly answer: Answer
  /** 0–1. */
  readonly certainty: number
}

/** Never throws; the same words always come to the same. */
export type Suggester = (words: string) => Suggestion

/** What came back: words, the button that was pressed (`buttonOf`), or a calendar's answer. */
export interface Reply {
  readonly words: string
  readonly button: string | null
  readonly calendar: 'accepted' | 'declined' | 'tentative' | null
}

/** The last question of ours that it answers, as the message asked it: what `optionsOf` counts by. */
export interface Asked {
  readonly ask: readonly string[]
  /** The slots that were read back to the customer. */
  readonly slots: readonly Slot[]
}

export interface ReplyContext {
  /** null: the last message asked nothing, or nobody knows which one it answers. */
  readonly asked: Asked | null
  /** What may still be chosen (`openSlots`); empty: nothing is on offer, or no visit is known. */
  readonly offered: readonly Slot[]
  /** Where the visit is: what "after 3" is counted in. */
  readonly zone: Zone
  readonly now: Instant
  /** BCP 47, the customer's own first. Others are read as well where their words are unmistakable. */
  readonly languages: readonly string[]
  /** null: what no rule reads is for a person. */
  readonly suggester: Suggester | null
  /** The customer waits for an answer of ours, so words without a question may belong to that. */
  readonly inquiryOpen?: boolean
}

export type ReadBy = 'button' | 'keyword' | 'grammar' | 'calendar' | 'suggester'

/** What must be asked back before anything is done. */
export type AskBack = 'slot' | 'cancel-visit' | 'cancel-or-stop'

/** A reply, read. Nothing here is done yet: `act` is what may be done now, and only one of `act` and `asks` is ever set. */
export interface Reading {
  readonly answer: Answer
  readonly readBy: ReadBy
  /** 0–1. */
  readonly certainty: number
  /** What it settles now. A slot is only ever taken, and a visit cancelled, after it was read back. */
  readonly act: VisitAct | { readonly act: 'stop' } | null
  readonly asks: AskBack | null
  /** To be read back with `asks: 'slot'`: one to three of those on offer; else empty. */
  readonly slots: readonly Slot[]
  /** When it would suit them, in our words and never theirs: `tue,thu after 15:00`; null: they did not say. */
  readonly wish: string | null
  /** What they chose of the question's options, as `Option` names it: `confirm`, `not-fixed`, `slot`; null: no option. */
  readonly chose: string | null
  /** A person must look. */
  readonly check: boolean
}
