import { z } from 'zod'
import { instantText, wireSchemas } from './schemas.ts'

/** The newest word on one scope. */
export const scopeState = z
  .object({
    scope: z.string(),
    state: z.enum(['off', 'shadow', 'trial', 'on', 'paused', 'resumed']),
    recipients: z.number().int(),
    since: instantText,
    by: z.string(),
    reason: z.string(),
  })
  .register(wireSchemas, { id: 'ScopeState' })

export const waitingOnChannel = z.object({
  channel: z.string(),
  waiting: z.number().int(),
  /** In the hands of the sender now. */
  leaving: z.number().int(),
  next: instantText,
})

/** Whether anything leaves the house, what is paused, and what waits. */
export const sendingView = z
  .object({ brands: z.array(scopeState), paused: z.array(scopeState), waiting: z.array(waitingOnChannel) })
  .register(wireSchemas, { id: 'Sending' })

export type ScopeState = z.infer<typeof scopeState>
export type SendingView = z.infer<typeof sendingView>
