import { z } from 'zod'
import { instantText, nextCursor, wireSchemas } from './schemas.ts'

/** A fact as it stands in its subject's log. What is personal of it is left out unless the key may read it. */
export const loggedFact = z
  .object({
    seq: z.number().int(),
    source: z.string(),
    id: z.string(),
    type: z.string(),
    subject: z.string(),
    time: instantText,
    heard: instantText,
    known: instantText.optional(),
    origin: z.enum(['outside', 'person', 'engine']),
    sequence: z.string().optional(),
    /** It changed the ledger and planned nothing before it was heard. */
    history: z.boolean(),
    data: z.record(z.string(), z.unknown()),
    /** `none`, `shown`, `hidden` from this key, or `erased`. */
    personal: z.enum(['none', 'shown', 'hidden', 'erased']),
  })
  .register(wireSchemas, { id: 'LoggedFact' })

export const timeline = z
  .object({ customer: z.string(), facts: z.array(loggedFact), next: nextCursor })
  .register(wireSchemas, { id: 'Timeline' })

export type LoggedFactView = z.infer<typeof loggedFact>
export type Timeline = z.infer<typeof timeline>
