import { z } from 'zod'
import { instantText, maybeInstant, wireSchemas } from './schemas.ts'

const slot = z.object({ slot: z.string().nullable(), start: instantText, end: instantText })

/** A reply that a person should look at. */
export const replyView = z
  .object({
    case: z.string(),
    kind: z.enum(['reply-to-check', 'reply-from-stranger']),
    says: z.string(),
    opened: instantText,
    due: maybeInstant,
    closed: maybeInstant,
    disposition: z.string().nullable(),
    assignee: z.string().nullable(),
    /** null: nobody knows yet whose it is. */
    alias: z.string().nullable(),
    /** Whose it may be. */
    candidates: z.array(z.string()),
    channel: z.string().nullable(),
    visit: z.string().nullable(),
    /** What it was taken for, by what, and how surely (0–1). */
    read: z
      .object({
        answer: z.string(),
        by: z.string().nullable(),
        certainty: z.number().nullable(),
        wish: z.string().nullable(),
      })
      .nullable(),
    /** What was asked, and what each digit says. */
    question: z
      .object({
        text: z.string(),
        answers: z.array(z.object({ digit: z.int(), answer: z.string(), slot: slot.nullable() })),
      })
      .nullable(),
    /** What may still be chosen. */
    offered: z.array(slot),
    /** What was written; left out for a key that may not read what is personal. null: it cannot be read any more. */
    words: z.array(z.string()).nullable().optional(),
  })
  .register(wireSchemas, { id: 'Reply' })

export const replyPage = z.object({ replies: z.array(replyView) }).register(wireSchemas, { id: 'ReplyPage' })

export type ReplyView = z.infer<typeof replyView>
export type ReplyPage = z.infer<typeof replyPage>
