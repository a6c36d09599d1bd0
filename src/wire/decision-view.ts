import { z } from 'zod'
import { loggedFact } from './fact-view.ts'
import { instantText, maybeInstant, nextCursor, wireSchemas } from './schemas.ts'

/** What was decided at one moment, also when nothing was said. */
export const decisionView = z
  .object({
    id: z.string(),
    customer: z.string(),
    n: z.number().int(),
    moment: z.string(),
    anchor: z.string(),
    occurrence: z.string(),
    outcome: z.enum(['said', 'held', 'superseded', 'too-late', 'withheld', 'not-allowed']),
    at: instantText,
    eligible_at: instantText,
    promise: z.string().nullable(),
    version: z.number().int().nullable(),
    /** The time the customer was given. */
    expected: maybeInstant,
    /** By when the customer was told that they hear more. */
    next_word: maybeInstant,
    action: z.record(z.string(), z.unknown()),
    because: z.object({ rule: z.string(), reason: z.string(), facts: z.array(z.string()) }),
    playbook_version: z.string(),
    model_version: z.string().nullable(),
    arm: z.string(),
    propensity: z.number(),
  })
  .register(wireSchemas, { id: 'Decision' })

export const decisionPage = z
  .object({ customer: z.string(), decisions: z.array(decisionView), next: nextCursor })
  .register(wireSchemas, { id: 'DecisionPage' })

/** One try of a message, and how it went. */
export const attemptView = z
  .object({
    message: z.string(),
    n: z.number().int(),
    channel: z.string(),
    state: z.string(),
    provider_id: z.string().nullable(),
    reason: z.string().nullable(),
    began: instantText,
    ended: maybeInstant,
  })
  .register(wireSchemas, { id: 'Attempt' })

/** A message that waits to leave. */
export const waitingMessage = z
  .object({
    message: z.string(),
    channel: z.string(),
    rung: z.number().int(),
    class: z.string(),
    template: z.string(),
    send_at: instantText,
    valid_until: instantText,
    tries: z.number().int(),
    /** Why it goes later than was decided: quiet hours, a cap. */
    held: z.string().nullable(),
  })
  .register(wireSchemas, { id: 'WaitingMessage' })

/** Why it was decided, and what became of it. */
export const decisionWhole = z
  .object({
    decision: decisionView,
    facts: z.array(loggedFact),
    waiting: z.array(waitingMessage),
    attempts: z.array(attemptView),
  })
  .register(wireSchemas, { id: 'DecisionExplained' })

export type DecisionView = z.infer<typeof decisionView>
export type DecisionPage = z.infer<typeof decisionPage>
export type DecisionWhole = z.infer<typeof decisionWhole>
export type AttemptView = z.infer<typeof attemptView>
export type WaitingMessageView = z.infer<typeof waitingMessage>
