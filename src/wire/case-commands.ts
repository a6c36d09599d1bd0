import { z } from 'zod'
import { nearest } from '../core/document/near.ts'
import type { Problem } from '../core/document/problem.ts'
import { parseInstant } from '../core/time/instant.ts'
import { wireSchemas } from './schemas.ts'

const name = z.string().trim().min(1).max(200)
const words = z.string().trim().min(1).max(10_000)
const due = z.string().refine((text) => parseInstant(text) !== undefined, 'not an instant with an offset')

export const openCaseBody = z
  .strictObject({
    kind: name,
    /** Why, without names, addresses or the customer's own words: those belong into a note. */
    says: words,
    /** An alias: `crm:123`. */
    customer: name.optional(),
    about: name.optional(),
    due: due.optional(),
    assignee: name.optional(),
    /** The caller's own name for it: asked twice, it is opened once. */
    id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
      .optional(),
  })
  .register(wireSchemas, { id: 'OpenCase' })

export const assignCaseBody = z.strictObject({ assignee: name.nullable() }).register(wireSchemas, { id: 'AssignCase' })
export const noteCaseBody = z.strictObject({ words }).register(wireSchemas, { id: 'NoteCase' })
export const dueCaseBody = z.strictObject({ due: due.nullable() }).register(wireSchemas, { id: 'DueCase' })
export const closeCaseBody = z
  .strictObject({ disposition: name, words: words.optional() })
  .register(wireSchemas, { id: 'CloseCase' })

export const readCaseBody = z
  .strictObject({
    /** Absent: as it was read. */
    answer: z.enum(['confirm', 'reschedule', 'cancel', 'question', 'stop', 'unclear']).optional(),
    /** The slot they want, as the scheduling system names it. */
    slot: name.optional(),
    /** The customer has just said so to a person: it is done without being read back. */
    told: z.boolean().optional(),
    /** Whose it is, where more than one may have written. */
    customer: name.optional(),
  })
  .register(wireSchemas, { id: 'ReadCase' })

export type Parsed<Value> = { readonly value: Value } | { readonly problems: readonly Problem[] }

/** The body of a command: every mistake with its path and a mend. */
export function parseBody<Value>(schema: z.ZodType<Value>, body: unknown): Parsed<Value> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return { value: parsed.data }
  return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, schema)) }
}

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodType): readonly Problem[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, schema))
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  return [
    {
      level: 'error',
      code: isMissing ? 'missing' : 'wrong-form',
      place: { path },
      reason: isMissing ? 'This is missing.' : `${issue.message}.`,
      mend: isMissing ? 'Add it.' : 'See /v1/openapi.json for its form.',
    },
  ]
}

function unknownKey(key: string, schema: z.ZodType): Problem {
  const near = nearest(key, schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])
  const mend = near === undefined ? 'Remove it.' : `Did you mean “${near}”?`
  return { level: 'error', code: 'unknown-key', place: { path: key }, reason: `“${key}” is not known here.`, mend }
}
