import { currency, decimal, instantField, key, list, object, optional, text } from '../field.ts'
import type { FieldDescription } from '../field.ts'

/** What a quote says and a bill repeats; a bill is checked against the quote line by line, by `code`. */
export const moneyLines = (says: string): FieldDescription =>
  list(
    says,
    object('One line.', {
      code: key('What is charged for; the same in quote and bill.'),
      amount: decimal('How much; below zero takes off.'),
      currency: currency('In what.'),
      per: optional(text('How often.', ['once', 'month', 'quarter', 'year'])),
      label: optional(text('As the customer reads it.')),
      promo: optional(key('The promotion that makes it so.')),
      from: optional(instantField('From when it is charged.')),
      until: optional(instantField('Until when, e.g. the end of a promotion.')),
    }),
  )
