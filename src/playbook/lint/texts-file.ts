import { z } from 'zod'
import type { Problem } from '../../core/document/problem.ts'
import { checkShape } from '../../core/document/shape.ts'
import { readYaml, type YamlDocument } from '../../core/document/yaml.ts'

const CHANNELS = ['sms', 'mail', 'whatsapp', 'voice', 'push', 'letter'] as const

const text = z.strictObject({
  text: z.string().min(1).describe('the words, with Liquid placeholders: {{ promise.kind }}'),
  subject: z.string().min(1).optional().describe('of a mail'),
  class: z
    .enum(['urgent', 'service', 'marketing'])
    .optional()
    .describe('what kind of words these are; usually service'),
  channels: z.array(z.enum(CHANNELS)).min(1).optional().describe('written for these only; usually for all'),
  receives: z.boolean().optional().describe('false: goes out from a sender that takes no answer'),
})

/** The words of a playbook in one language, by the name a moment says. */
export const textsShape = z.record(z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), text)

export type TextsShape = z.infer<typeof textsShape>
export type TextShape = z.infer<typeof text>

export interface TextsSource {
  /** As the playbook's `languages` write it: en, pt-BR. */
  readonly language: string
  readonly document: YamlDocument
  readonly shape: TextsShape
}

export type ReadTexts = { readonly texts: TextsSource } | { readonly problems: readonly Problem[] }

/** Reads `texts.<language>.yaml`. */
export function readTexts(text: string, file: string, language: string): ReadTexts {
  const read = readYaml(text, file)
  if ('problems' in read) return read
  const shaped = checkShape(textsShape, read.document, '`troth playbook schema texts`')
  if ('problems' in shaped) return shaped
  return { texts: { language, document: read.document, shape: shaped.value } }
}
