import type { Fact, FactData } from '../../core/fact/fact.ts'
import type { PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Turn } from '../../playbook/turn/turn.ts'
import type { PromiseName } from '../../store/ledger/remove-promises.ts'
import type { Key } from '../../store/people/vault.ts'

/** A subject as its bucket's holder keeps it between turns; all of it can be folded again from the log. */
export interface Known {
  readonly subject: string
  readonly bucket: number
  readonly kind: number
  readonly turn: Turn
  /** The last fact's place in the log. */
  seq: number
  /** When the last fact was heard: the next one is heard later. */
  heard: number
  /** How many decisions are on record. */
  decisions: number
  /** What its timer says; null: none is set. */
  wake: number | null
  /** Its own key, once something personal was heard. */
  key: { readonly id: number; readonly key: Key } | null
  brand: string | null
  /** The kind of address they like. */
  prefers: string | null
  /** The kinds they have an address of; null: nobody has said. */
  reach: ReadonlySet<string> | null
  /** Whether its alias is on record. */
  isNamed: boolean
  /** The versions on record, by promise. */
  readonly written: Map<string, readonly PromiseVersion[]>
  /** Versions on record that never were, to be taken away with the next turn. */
  readonly gone: PromiseName[]
}

/** What a customer's facts say beside promises, for messages: which of the company's brands they know, how they are reached. */
export function learnPerson(known: Known, { type, data }: Fact): void {
  if (type !== 'customer.updated') return
  const { brand, prefers } = data
  if (typeof brand === 'string') known.brand = brand
  if (typeof prefers === 'string') known.prefers = prefers
  const kinds = kindsIn(data)
  if (kinds !== null) known.reach = kinds
}

/** The open half of `reach`, which is heard whole: of each address its kind. */
function kindsIn({ reach }: FactData): ReadonlySet<string> | null {
  if (!Array.isArray(reach)) return null
  const kinds = reach.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'channel' in one && typeof one.channel === 'string' ? [one.channel] : [],
  )
  return new Set(kinds)
}

/** Any alias it was heard under: its id is the same from each. */
export function aliasOf({ turn, subject }: Known): string {
  for (const { subject: alias } of turn.ledger.facts.values()) return alias
  return subject
}
