import type { Instant } from '../time/instant.ts'

/** Who says so: the company's systems, a person (reply, link, agent, case), or Troth itself. */
export type Origin = 'outside' | 'person' | 'engine'

export type FactData = Readonly<Record<string, unknown>>

/**
 * Something that happened: a CloudEvents 1.0 event with the time we heard it. Never changed.
 * `source` + `id` name it for ever: heard twice, it counts once.
 */
export interface Fact {
  readonly source: string
  readonly id: string
  readonly type: string
  /** An alias issued by a system, `crm:123`, `case:9`: whom it concerns. */
  readonly subject: string
  /** When it was true. */
  readonly time: Instant
  /** When we learned it. */
  readonly heard: Instant
  readonly origin: Origin
  /** The source's own order among facts of one time, when it gives one (CloudEvents `sequence`). */
  readonly sequence?: string
  /** Imported: it makes, keeps and breaks promises, however soon after its time it was heard, and plans nothing before now. */
  readonly history?: true
  /** When a silo says it learned an imported fact. */
  readonly known?: Instant
  /** As received: JSON values, instants as RFC 3339 text. */
  readonly data: FactData
}

/** How evidence and decisions name a fact: `source` + ` ` + `id`. */
export type FactRef = string

export const factRef = (fact: Pick<Fact, 'source' | 'id'>): FactRef => `${fact.source} ${fact.id}`
