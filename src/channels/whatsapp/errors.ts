import type { FailedReason, LaterReason } from '../../core/message/channel.ts'
import { hours, minutes, type Duration } from '../../core/time/instant.ts'

export type ErrorMeaning = { readonly fails: FailedReason } | { readonly waits: LaterReason; readonly after: Duration }

/** The Cloud API's error codes that mean more than "refused", by its reference of error codes (2026-11). */
const MEANINGS: Readonly<Record<number, ErrorMeaning>> = {
  // Ours: with better credentials, a paid bill or an unlocked account it goes.
  0: { waits: 'not-let-in', after: minutes(5) },
  3: { waits: 'not-let-in', after: minutes(5) },
  10: { waits: 'not-let-in', after: minutes(5) },
  190: { waits: 'not-let-in', after: minutes(5) },
  131005: { waits: 'not-let-in', after: minutes(5) },
  131031: { waits: 'not-let-in', after: hours(1) },
  131042: { waits: 'not-let-in', after: hours(1) },
  133010: { waits: 'not-let-in', after: hours(1) },
  // Too much at once: of the app, the account, the number, and to this one customer.
  4: { waits: 'busy', after: minutes(1) },
  80007: { waits: 'busy', after: minutes(1) },
  130429: { waits: 'busy', after: 10_000 },
  131048: { waits: 'busy', after: hours(1) },
  131056: { waits: 'busy', after: 10_000 },
  // The provider's own troubles.
  1: { waits: 'peer-failed', after: 30_000 },
  2: { waits: 'peer-failed', after: 30_000 },
  131000: { waits: 'peer-failed', after: 30_000 },
  131016: { waits: 'peer-failed', after: minutes(1) },
  131057: { waits: 'peer-failed', after: minutes(5) },
  133004: { waits: 'peer-failed', after: minutes(1) },
  // The customer's side.
  131021: { fails: 'bad-address' },
  131026: { fails: 'unreachable' },
  131050: { fails: 'stopped' },
}

/** 131047, more than 24 h since the customer's last word, is among those that are simply refused. */
export const meaningOf = (code: number): ErrorMeaning => MEANINGS[code] ?? { fails: 'refused' }

export const failedReason = (code: number): FailedReason => {
  const meaning = meaningOf(code)
  return 'fails' in meaning ? meaning.fails : 'refused'
}
