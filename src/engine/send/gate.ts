import type { Instant } from '../../core/time/instant.ts'
import type { AskedMessage } from '../../store/outbox/due-messages.ts'

/** Whether a message still goes, asked at the moment of sending. */
export type Gate =
  | { readonly goes: true }
  | { readonly goes: false; readonly state: 'superseded' | 'shadow' | 'off'; readonly reason: string }

export interface Gating {
  readonly now: Instant
  /** The customer an alias on a trial's list stands for. */
  readonly customerOf: (alias: string) => string
}

const NO = (state: 'superseded' | 'shadow' | 'off', reason: string): Gate => ({ goes: false, state, reason })

/**
 * Should it still go: what it says must still be true, and its time not over. May it go: what its brand's sending state
 * says; a brand nobody has spoken of is off, as every installation is at first.
 */
export function gate(message: AskedMessage, { now, customerOf }: Gating): Gate {
  const { needs, stands, valid_until: until, brandState, recipients } = message
  if (needs !== null && stands !== needs) return NO('superseded', `the promise is ${stands ?? 'undone'}`)
  if (now > until) return NO('superseded', 'its time had passed for longer than valid-for')
  switch (brandState) {
    case 'on':
      return { goes: true }
    case 'trial':
      return recipients?.some((alias) => customerOf(alias) === message.customer) === true
        ? { goes: true }
        : NO('shadow', 'not on the list of the trial')
    case 'shadow':
      return NO('shadow', 'sending is in shadow')
    case 'off':
    case null:
      return NO('off', 'sending is off')
  }
}
