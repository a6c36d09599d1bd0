import type { parseWords } from '../../command.ts'
import { SETTINGS_OPTIONS } from '../../settings/read.ts'

export const OPTIONS = {
  ...SETTINGS_OPTIONS,
  answer: { type: 'string' },
  slot: { type: 'string' },
  customer: { type: 'string' },
  told: { type: 'boolean', default: false },
  closed: { type: 'boolean', default: false },
  limit: { type: 'string', default: '100' },
  reason: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

export type RepliesValues = ReturnType<typeof parseWords<typeof OPTIONS>>['values']
