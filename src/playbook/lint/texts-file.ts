import { z } from 'zod'
import type { Problem } from '../../core/document/problem.ts'
import { checkShape } from '../../core/document/shape.ts'
import { readYaml, type YamlDocument } from '../../core/document/yaml.ts'

const CHANNELS = ['sms', 'mail', 'whatsapp', 'voice', 'push', 'letter'] as const

/** What a text may be written for apart; whatever is not written so reads `text`. */
export const VARIANTS = ['sms', 'push', 'whatsapp', 'calendar'] as const

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const name = z.string().regex(NAME, 'A name here is lower-case words joined by -')
const words = z.string().min(1)

const reviewed = z
  .strictObject({
    name: z.string().min(1).describe('who speaks the language and has read the texts'),
    on: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/, 'A day is written like 2026-11-24')
      .describe('the day, 2026-11-24'),
  })
  .describe('the speaker of the language who has read it; without one it counts as not reviewed')

const approved = z.strictObject({
  approved: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, 'An approved text is named like visit_confirm')
    .describe('the name under which the provider has approved a text that says the same'),
  values: z.array(words).describe('what its placeholders are filled with, in their order').default([]),
})

const text = z.strictObject({
  text: words.describe('the words, with Liquid placeholders: {{ promise.kind }}'),
  subject: words.optional().describe('of a mail'),
  sms: words.optional().describe('shorter words for an SMS'),
  push: words.optional().describe('shorter words for a push notification'),
  whatsapp: approved.optional().describe('the approved text that opens a conversation'),
  calendar: z
    .enum(['request', 'cancel'])
    .optional()
    .describe('what it does to the visit in the customer’s calendar: puts or moves it, or takes it out'),
  class: z
    .enum(['urgent', 'service', 'marketing'])
    .optional()
    .describe('what kind of words these are; usually service'),
  channels: z.array(z.enum(CHANNELS)).min(1).optional().describe('written for these only; usually for all'),
  receives: z.boolean().optional().describe('false: goes out from a sender that takes no answer'),
  'reviewed-by': reviewed.optional(),
})

/** The words of a playbook in one language, by the name a moment says, beside three names that are reserved. */
export const textsShape = z
  .object({
    'reviewed-by': reviewed.optional(),
    answers: z
      .record(name, words)
      .optional()
      .describe('the words of each answer that moments ask for; `slot` writes a time that is read back'),
    terms: z
      .record(z.string().min(1), z.string().min(1))
      .optional()
      .describe('codes that facts and playbooks carry, in words of this language: {{ reason }}, {{ what }}'),
  })
  .catchall(text)
  .superRefine((file, context) => {
    for (const key of Object.keys(file))
      if (!NAME.test(key))
        context.addIssue({ code: 'custom', path: [key], message: 'A name here is lower-case words joined by -' })
  })

export type TextShape = z.infer<typeof text>
export type Reviewed = z.infer<typeof reviewed>

/** The texts alone, by name. */
export type TextsShape = Readonly<Record<string, TextShape>>

export interface TextsSource {
  /** As the playbook's `languages` write it: en, pt-BR. */
  readonly language: string
  readonly document: YamlDocument
  readonly shape: TextsShape
  /** The words of each answer. */
  readonly answers: Readonly<Record<string, string>>
  /** Words for codes. */
  readonly terms: Readonly<Record<string, string>>
  /** Of all of them; null: of those that say so themselves. */
  readonly reviewed: Reviewed | null
}

export type ReadTexts = { readonly texts: TextsSource } | { readonly problems: readonly Problem[] }

const RESERVED: ReadonlySet<string> = new Set(['reviewed-by', 'answers', 'terms'])

/** The file as it is written: beside its reserved names, all are texts. */
interface Reserved {
  readonly 'reviewed-by'?: Reviewed | undefined
  readonly answers?: Readonly<Record<string, string>> | undefined
  readonly terms?: Readonly<Record<string, string>> | undefined
}

/** Reads `texts.<language>.yaml`. */
export function readTexts(source: string, file: string, language: string): ReadTexts {
  const read = readYaml(source, file)
  if ('problems' in read) return read
  const { document } = read
  const shaped = checkShape(textsShape, document, '`troth playbook schema texts`')
  if ('problems' in shaped) return shaped
  const { 'reviewed-by': reviewedBy = null, answers = {}, terms = {} } = shaped.value as Reserved
  const shape = Object.fromEntries(Object.entries(shaped.value).filter(([key]) => !RESERVED.has(key))) as TextsShape
  return { texts: { language, document, shape, answers, terms, reviewed: reviewedBy } }
}
