import type { Instant } from '../time/instant.ts'
import type { AddressKind } from './channel.ts'
import type { MessageClass } from './decision.ts'

/** What a customer said of messages: `consent.given` or `consent.withdrawn`. */
export interface Consent {
  /** A kind of address, or `all`. */
  readonly channel: string
  /** A class, or `all`. */
  readonly class: string
  /** The visit or promise it is about; '': whatever a message is about. */
  readonly about: string
  /** When they said so. */
  readonly at: Instant
  readonly given: boolean
}

export interface Speaking {
  readonly kind: AddressKind
  readonly class: MessageClass
  /** The visits and promises a message is about, by any name a customer's word may call them. */
  readonly about: readonly string[]
}

/**
 * Whether the latest word on such a message allows it, null when there is none. Said at one instant both ways, it is
 * withdrawn: who is in doubt is left in peace. A channel that needs no address is stopped by what was said of all channels.
 */
export function latestWord(consents: readonly Consent[], { kind, class: own, about }: Speaking): boolean | null {
  let latest: Consent | null = null
  for (const consent of consents) {
    if (consent.channel !== 'all' && consent.channel !== kind) continue
    if (consent.class !== 'all' && consent.class !== own) continue
    if (consent.about !== '' && !about.includes(consent.about)) continue
    const isLater = latest === null || consent.at > latest.at || (consent.at === latest.at && !consent.given)
    if (isLater) latest = consent
  }
  return latest?.given ?? null
}
