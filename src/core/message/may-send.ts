import type { Instant } from '../time/instant.ts'
import type { Zone } from '../time/zone.ts'
import { CAPS, cappedUntil, type Caps, type Left } from './caps.ts'
import { latestWord, type Consent, type Speaking } from './consent.ts'
import { QUIET, quietUntil, URGENT_QUIET, type QuietHours } from './quiet-hours.ts'

/** What a brand has set; null: no such hours, no such caps. */
export interface SendRules {
  readonly quiet: QuietHours | null
  readonly urgentQuiet: QuietHours | null
  readonly caps: Caps | null
}

export const USUAL_RULES: SendRules = { quiet: QUIET, urgentQuiet: URGENT_QUIET, caps: CAPS }

/** A message on one rung, at the moment of sending. */
export interface Sending extends Speaking {
  readonly headsUp: boolean
  readonly tellBy: Instant | null
  /** It answers what the customer has just done: they are awake and wait for it. */
  readonly answers: boolean
  /** It confirms an opt-out, which was said at this instant. */
  readonly confirms: Instant | null
}

export interface SendingTo {
  readonly consents: readonly Consent[]
  readonly left: Left
  readonly zone: Zone
  readonly rules: SendRules
  readonly now: Instant
}

export type MaySend =
  /** `counts`: towards the caps, as what. */
  | { readonly goes: true; readonly counts: 'service' | 'marketing' | null }
  /** Not before then, over whatever channel. */
  | { readonly later: Instant; readonly reason: string }
  /** Never over this channel. */
  | { readonly never: string }

/** May it go (DESIGN §5): what the customer allows first, then the hours, then the caps. */
export function maySend(sending: Sending, to: SendingTo): MaySend {
  const refused = refusal(sending, to.consents)
  if (refused !== null) return { never: refused }
  if (sending.answers) return { goes: true, counts: null }
  const { rules, zone, now } = to
  const isUrgent = isUrgentAt(sending, to)
  const hours = isUrgent ? rules.urgentQuiet : rules.quiet
  const isMarketing = sending.class === 'marketing'
  const capped = isUrgent || rules.caps === null ? null : cappedUntil(to.left, { ...rules.caps, isMarketing }, now)
  const at = capped?.until ?? now
  const quiet = hours === null ? null : quietUntil(zone, hours, at)
  if (quiet !== null) return { later: quiet, reason: capped?.reason ?? 'quiet hours' }
  if (capped !== null) return { later: capped.until, reason: capped.reason }
  return { goes: true, counts: isUrgent ? null : isMarketing ? 'marketing' : 'service' }
}

function refusal({ confirms, ...speaking }: Sending, consents: readonly Consent[]): string | null {
  // An opt-out is confirmed once, in spite of itself; an earlier one that still stands has had its own confirmation.
  const others = confirms === null ? consents : consents.filter(({ at, given }) => given || at !== confirms)
  const isAllowed = latestWord(others, speaking)
  if (isAllowed === null) return speaking.class === 'marketing' ? 'the customer has not agreed to offers' : null
  return isAllowed ? null : 'the customer has said that they want no such messages'
}

/** Urgent by its class, or a heads-up that would come too late if it waited for the morning. */
function isUrgentAt({ class: own, headsUp, tellBy }: Sending, { rules, zone, now }: SendingTo): boolean {
  if (own === 'urgent') return true
  if (own !== 'service' || !headsUp || tellBy === null || rules.quiet === null) return false
  const morning = quietUntil(zone, rules.quiet, now)
  return morning !== null && tellBy <= morning
}
