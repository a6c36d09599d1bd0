import type { Fact, FactData } from '../fact/fact.ts'
import type { Duration, Instant } from '../time/instant.ts'

export interface Due {
  readonly from: Instant | null
  readonly to: Instant | null
}

/** What is true of the customer, not of one promise, and bears on its dates. */
export interface FoldContext {
  /** IANA name of the time zone the customer was in at that time. */
  readonly zoneAt: (at: Instant) => string
  /** The customer's own acts (replies, links, recorded calls) that are on record, as `source` + ` ` + `id`. */
  readonly acts: ReadonlySet<string>
}

/** A promise that is checked again and again (a price for 24 months); each check is a child promise. */
export interface StandingRule {
  /** The child's own key within the parent: the bill. */
  readonly childKey: (fact: Fact) => string
  readonly until: (made: Fact) => Instant | null
  /** True when what was promised in `promised` holds in `fact`. */
  readonly holds: (promised: FactData, fact: FactData) => boolean
}

/** A version of a playbook, and since when it was the newest. */
export interface VersionInForce {
  readonly version: string
  /** -Infinity: the first one, which also judges what was true before anything was published. */
  readonly since: Instant
}

/** What a playbook says of one kind of promise, as closures: compiled once, never interpreted per fact. */
export interface PromiseRule {
  /** `<playbook>.<promise>` */
  readonly id: string
  /** The versions that say this, one after the other; more than one where a new version left this kind as it was. */
  readonly versions: readonly [VersionInForce, ...VersionInForce[]]
  /** When a version that says otherwise of this kind, or nothing, took over; Infinity: none has. */
  readonly until: Instant
  /** The silo an OLA is promised to; null: to the customer. */
  readonly to: string | null
  readonly grace: Duration
  readonly standing: StandingRule | null
  /** Ids of the rules (OLAs) this one depends on. */
  readonly needs: readonly string[]
  /** What its owner has not done while it is open, in words: `has not named the engineer`. */
  readonly unkept?: string
  readonly kind: (made: Fact) => string
  readonly owner: (made: Fact) => string
  readonly due: (fact: Fact, context: FoldContext) => Due
  /** null: the usual tell-by of an instant or a window. */
  readonly tellBy: ((due: Due, made: Fact, context: FoldContext) => Instant | null) | null
}
