import { z } from 'zod'
import { caseView } from './case-view.ts'
import { decisionView } from './decision-view.ts'
import { loggedFact } from './fact-view.ts'
import { forecastView } from './promise-view.ts'
import { instantText, maybeInstant, wireSchemas } from './schemas.ts'

/** Another key of the same customer. */
const linkedKey = z.object({ alias: z.string(), customer: z.string(), since: instantText, undone: maybeInstant })

/** All that is known of one customer, in short. */
export const customerView = z
  .object({
    customer: z.string(),
    aliases: z.array(z.string()),
    linked: z.array(linkedKey),
    zone: z.string().nullable(),
    language: z.string().nullable(),
    /** Coarse: a district. */
    area: z.string().nullable(),
    brand: z.string().nullable(),
    prefers: z.string().nullable(),
    erased: maybeInstant,
    /** Only for a key that may read what is personal; each such reading is on record. */
    personal: z.record(z.string(), z.unknown()).optional(),
    promises: z.object({ open: z.number().int(), outstanding: z.number().int(), all: z.number().int() }),
    /** Open versions that will probably break, the next tell-by first. */
    in_jeopardy: z.array(z.object({ id: z.string(), version: z.number().int(), forecast: forecastView })),
    facts: z.array(loggedFact),
    decisions: z.array(decisionView),
    cases: z.array(caseView),
  })
  .register(wireSchemas, { id: 'Customer' })

export type CustomerView = z.infer<typeof customerView>
