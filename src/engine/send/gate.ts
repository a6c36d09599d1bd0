import type { AddressKind } from '../../core/message/channel.ts'
import type { MessageClass } from '../../core/message/decision.ts'
import { maySend, type MaySend, type SendRules } from '../../core/message/may-send.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { zone as zoneNamed, type Zone } from '../../core/time/zone.ts'
import type { AskedMessage } from '../../store/outbox/due-messages.ts'
import type { StoredLook } from '../words/text-look.ts'

/** Whether a message still goes, asked at the moment of sending. */
export type Gate = Going | Held | Kept

export interface Going {
  readonly goes: true
  /** Towards the caps, as what; null: it does not count. */
  readonly counts: 'service' | 'marketing' | null
}

/** It goes later: it waits on, and nobody asks again before then. */
export interface Held {
  readonly goes: false
  readonly state: 'held'
  readonly until: Instant
  readonly reason: string
}

export interface Kept {
  readonly goes: false
  readonly state: 'superseded' | 'shadow' | 'off' | 'not-allowed'
  readonly reason: string
  /** Another channel may be allowed to say it. */
  readonly nextRung: boolean
}

export interface Gating {
  readonly now: Instant
  /** The customer an alias on a trial's list stands for. */
  readonly customerOf: (alias: string) => string
  /** Of address of the channel it waits for. */
  readonly kind: AddressKind
  readonly rulesOf: (brand: string) => SendRules
  /** Of customers of whom no zone was heard. */
  readonly zone: Zone
}

const NO = (state: Kept['state'], reason: string, nextRung = false): Kept => ({ goes: false, state, reason, nextRung })

/**
 * Should it still go: what it says must still be true, and its time not over. May it go: what its brand's sending state
 * says (a brand nobody has spoken of is off, as every installation is at first), then what its customer allows, the hours
 * and the caps.
 */
export function gate(message: AskedMessage, gating: Gating): Gate {
  const { needs, stands, valid_until: until, brandState, recipients } = message
  if (needs !== null && stands !== needs) return NO('superseded', `the promise is ${stands ?? 'undone'}`)
  if (gating.now > until) return NO('superseded', 'its time had passed for longer than valid-for')
  switch (brandState) {
    case 'on':
      return allowed(message, gating)
    case 'trial':
      return recipients?.some((alias) => gating.customerOf(alias) === message.customer) === true
        ? allowed(message, gating)
        : NO('shadow', 'not on the list of the trial')
    case 'shadow':
      return NO('shadow', 'sending is in shadow')
    case 'off':
    case null:
      return NO('off', 'sending is off')
  }
}

/** A nudge goes to a department: it knows no quiet hours of a customer, and counts for none. */
function allowed(message: AskedMessage, gating: Gating): Gate {
  const look = message.look as Partial<StoredLook>
  if (look.silo !== undefined && look.silo !== null) return { goes: true, counts: null }
  const { consents, lately, heads_up: headsUp, tell_by: tellBy, brand } = message
  const answer = maySend(
    {
      kind: gating.kind,
      class: message.class as MessageClass,
      about: aboutOf(look),
      headsUp,
      tellBy,
      answers: look.answers === true,
      confirms: look.confirms ?? null,
    },
    {
      consents: consents ?? [],
      left: {
        all: (lately ?? []).map(([began]) => began),
        marketing: (lately ?? []).filter(([, counts]) => counts === 'marketing').map(([began]) => began),
      },
      zone: zoneNamed(message.zone ?? '') ?? gating.zone,
      rules: gating.rulesOf(brand),
      now: gating.now,
    },
  )
  return 'later' in answer ? held(message, answer, gating.now) : decided(answer)
}

const decided = (answer: Exclude<MaySend, { later: Instant }>): Gate =>
  'never' in answer ? NO('not-allowed', answer.never, true) : answer

/** By which names a customer may have called what it is about. */
function aboutOf({ promise, fact }: Partial<StoredLook>): readonly string[] {
  const visit = fact?.['visit']
  return [...(promise ? [promise.id, promise.key] : []), ...(typeof visit === 'string' ? [visit] : [])]
}

/** What would come too late is not kept for later: before tell-by a person can still call. */
function held(message: AskedMessage, { later, reason }: Extract<MaySend, { later: Instant }>, now: Instant): Gate {
  const { heads_up: headsUp, tell_by: tellBy, valid_until: until } = message
  const why = `${reason}, until ${formatInstant(later)}`
  if (headsUp && tellBy !== null && now < tellBy && later >= tellBy)
    return NO('not-allowed', `${why}: past its tell-by`)
  if (later > until) return NO('superseded', `${why}: longer than it is valid`)
  return { goes: false, state: 'held', until: later, reason }
}
