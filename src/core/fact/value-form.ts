import type { ValueForm } from './field.ts'

/** Limits of what a fact may carry; docs/reference/facts names them. */
export const MAX_KEY = 512
export const MAX_TEXT = 100_000
export const MAX_LIST = 10_000
export const MAX_DEPTH = 20

const PATTERNS: Readonly<Partial<Record<ValueForm, RegExp>>> = {
  day: /^(19|2[01])\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  decimal: /^-?\d{1,15}(\.\d{1,6})?$/,
  currency: /^[A-Z]{3}$/,
}

const WORDS: Readonly<Record<ValueForm, string>> = {
  key: `a key of 1 to ${MAX_KEY} characters`,
  day: 'a calendar day',
  decimal: 'a decimal number in text',
  currency: 'an ISO 4217 currency code',
  count: 'a whole number from 0',
  share: 'a number from 0 to 1',
}

const MENDS: Readonly<Record<ValueForm, string>> = {
  key: 'Give the key its system issued.',
  day: 'Write it as "2015-01-16".',
  decimal: 'Write it as text with a point and no thousands mark, e.g. "24.90".',
  currency: 'Write three capital letters, e.g. "EUR".',
  count: 'Give a number without a fraction.',
  share: 'Give a share, e.g. 0.25 for a quarter.',
}

export const formWords = (form: ValueForm): string => WORDS[form]
export const formMend = (form: ValueForm): string => MENDS[form]
export const formPattern = (form: ValueForm): string | undefined => PATTERNS[form]?.source

export function textHasForm(text: string, form: ValueForm): boolean {
  if (form === 'key') return text.length > 0 && text.length <= MAX_KEY
  return PATTERNS[form]?.test(text) ?? false
}

export function numberHasForm(value: number, form: ValueForm): boolean {
  return form === 'count' ? Number.isInteger(value) && value >= 0 : value >= 0 && value <= 1
}
