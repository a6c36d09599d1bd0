import { z } from 'zod'
import { instantText, maybeInstant, nextCursor, wireSchemas } from './schemas.ts'

/** Work for a person. */
export const caseView = z
  .object({
    id: z.string(),
    kind: z.string(),
    says: z.string(),
    about: z.string().nullable(),
    customer: z.string().nullable(),
    alias: z.string().nullable(),
    opened: instantText,
    assignee: z.string().nullable(),
    due: maybeInstant,
    closed: maybeInstant,
    disposition: z.string().nullable(),
    /** Left out for a key that may neither work on cases nor read what is personal. */
    notes: z.array(z.object({ at: instantText, by: z.string(), words: z.string() })).optional(),
  })
  .register(wireSchemas, { id: 'Case' })

export const casePage = z
  .object({ cases: z.array(caseView), next: nextCursor })
  .register(wireSchemas, { id: 'CasePage' })

export type CaseView = z.infer<typeof caseView>
export type CasePage = z.infer<typeof casePage>
