import { z } from 'zod'
import { loggedFact } from './fact-view.ts'
import { instantText, maybeInstant, nextCursor, wireSchemas } from './schemas.ts'

/** A fact that made, settled or changed a version, and as what. */
const evidence = z.object({ fact: z.string(), time: instantText, as: z.string() })

/** What is expected of an open version, as it was last stated: the message, the promise and the customer say the same. */
export const forecastView = z
  .object({
    /** null: a heads-up was said before any level was on record. */
    level: z.enum(['none', 'low', 'medium', 'high']).nullable(),
    /** Of breaking, 0 to 1; null where its source gives none. */
    probability: z.number().min(0).max(1).nullable(),
    /** null: later than promised, nobody says by how much. */
    expected: maybeInstant,
    reason: z.string(),
    /** The model in force when it was stated; null: none was. */
    model: z.string().nullable(),
    at: instantText,
  })
  .register(wireSchemas, { id: 'Forecast' })

/** One version of a promise, as the facts stand now. */
export const promiseView = z
  .object({
    customer: z.string(),
    /** An alias of theirs; null when none is on record. */
    alias: z.string().nullable(),
    id: z.string(),
    version: z.number().int(),
    kind: z.string(),
    key: z.string(),
    owner: z.string(),
    /** Of an OLA: the silo it is promised to. */
    to: z.string().nullable(),
    counted: z.boolean(),
    state: z.enum(['open', 'kept', 'broken', 'renegotiated', 'withdrawn', 'disputed']),
    made: instantText,
    due_from: maybeInstant,
    due_to: maybeInstant,
    tell_by: maybeInstant,
    settled: maybeInstant,
    cured_at: maybeInstant,
    without_work: z.boolean(),
    cause: z.string().nullable(),
    told: z.enum(['told-in-time', 'told-late', 'silent', 'unknown']).nullable(),
    playbook_version: z.string(),
    evidence: z.array(evidence),
    /** null: the version is not open, or nothing was stated. */
    forecast: forecastView.nullable(),
  })
  .register(wireSchemas, { id: 'PromiseVersion' })

export const promisePage = z
  .object({ promises: z.array(promiseView), next: nextCursor })
  .register(wireSchemas, { id: 'PromisePage' })

/** All versions, the first one first, and the facts they rest on. */
export const promiseWhole = z
  .object({ id: z.string(), customer: z.string(), versions: z.array(promiseView), facts: z.array(loggedFact) })
  .register(wireSchemas, { id: 'Promise' })

export type ForecastView = z.infer<typeof forecastView>
export type PromiseView = z.infer<typeof promiseView>
export type PromisePage = z.infer<typeof promisePage>
export type PromiseWhole = z.infer<typeof promiseWhole>
