import { z } from 'zod'
import { wireSchemas } from './schemas.ts'

/** How much there is, and whether anything is late. */
export const statusView = z
  .object({
    version: z.string(),
    database: z.object({ version: z.string(), bytes: z.number().int() }),
    busy: z.boolean(),
    facts: z.object({ count: z.number().int(), /** Beyond 100,000 the database estimates. */ exact: z.boolean() }),
    customers: z.number().int(),
    promises: z.record(z.string(), z.number().int()),
    open_cases: z.number().int(),
    /** Milliseconds since the longest due should have been done; 0: nothing is late. */
    lag: z.object({ outbox_ms: z.number().int(), timer_ms: z.number().int() }),
  })
  .register(wireSchemas, { id: 'Status' })

export const aliveView = z.object({ status: z.literal('ok') }).register(wireSchemas, { id: 'Alive' })

export type StatusView = z.infer<typeof statusView>
