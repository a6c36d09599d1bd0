import type { Fact } from '../../core/fact/fact.ts'

export interface HearingAs {
  /** News, not history: it may be spoken of. Only when a person has said so in full. */
  readonly live: boolean
}

/**
 * A fact of a file as the door takes it: when the file says it was learned is kept as `known`, since we hear it only now,
 * and unless a person wants it otherwise it is history, which plans nothing before now.
 */
export function asHeard(fact: Fact, { live }: HearingAs): Fact {
  const { source, id, type, subject, time, heard, origin, sequence, data } = fact
  const known = fact.known ?? (heard === time ? undefined : heard)
  return {
    source,
    id,
    type,
    subject,
    time,
    heard,
    origin,
    data,
    ...(sequence === undefined ? {} : { sequence }),
    ...(known === undefined ? {} : { known }),
    ...(live ? {} : { history: true }),
  }
}
