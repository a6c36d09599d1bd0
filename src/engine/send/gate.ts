import type { Instant } from '../../core/time/instant.ts'
import type { SendingRow } from '../../store/company/sending-states.ts'
import type { DueMessage } from '../../store/outbox/due-messages.ts'

/** Whether a message still goes, asked at the moment of sending. */
export type Gate =
  | { readonly goes: true }
  | { readonly goes: false; readonly state: 'superseded' | 'shadow' | 'off'; readonly reason: string }

export interface Gating {
  /** The newest word on each scope. */
  readonly states: ReadonlyMap<string, SendingRow>
  readonly now: Instant
  /** The customer an alias on a trial's list stands for. */
  readonly customerOf: (alias: string) => string
}

const NO = (state: 'superseded' | 'shadow' | 'off', reason: string): Gate => ({ goes: false, state, reason })

/**
 * Should it still go: what it says must still be true, and its time not over. May it go: what its brand's sending state
 * says; a brand nobody has spoken of is off, as every installation is at first.
 */
export function gate(message: DueMessage, { states, now, customerOf }: Gating): Gate {
  const { needs, stands, valid_until: until, brand } = message
  if (needs !== null && stands !== needs) return NO('superseded', `the promise is ${stands ?? 'undone'}`)
  if (now > until) return NO('superseded', 'its time had passed for longer than valid-for')
  const row = states.get(`brand:${brand}`)
  switch (row?.state) {
    case 'on':
      return { goes: true }
    case 'trial':
      return row.recipients.some((alias) => customerOf(alias) === message.customer)
        ? { goes: true }
        : NO('shadow', 'not on the list of the trial')
    case 'shadow':
      return NO('shadow', 'sending is in shadow')
    case 'off':
    case 'paused':
    case 'resumed':
    case undefined:
      return NO('off', 'sending is off')
  }
}
