import type { Fact } from '../../core/fact/fact.ts'
import type { StoredLook } from '../words/text-look.ts'

/** What a customer does themselves, and waits to hear of. */
const OWN_ACTS: ReadonlySet<string> = new Set(['reply.received', 'link.used', 'link.requested'])

/** What a message answers, if it answers anything. */
export interface Answering {
  /** The kind of address they have just spoken from. */
  readonly used: string | null
  readonly look: Pick<StoredLook, 'answers' | 'confirms'>
}

const NOTHING: Answering = { used: null, look: {} }

/** Whether words caused by this fact answer what the customer has just done, and over which kind of address they did it. */
export function answering(cause: Fact | undefined): Answering {
  if (cause === undefined) return NOTHING
  const { type, time, data, origin } = cause
  const isOptOut = type === 'consent.withdrawn' && (data['how'] === 'reply' || origin === 'person')
  if (!isOptOut && !(origin === 'person' && OWN_ACTS.has(type))) return NOTHING
  const { channel } = data
  return {
    used: typeof channel === 'string' && channel !== 'all' ? channel : null,
    look: { answers: true, ...(isOptOut && data['how'] === 'reply' ? { confirms: time } : {}) },
  }
}
