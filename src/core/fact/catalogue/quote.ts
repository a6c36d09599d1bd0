import { instantField, key, list, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'
import { moneyLines } from './money-line.ts'

const sales = { source: 'sales-desk', subject: 'crm:123' }
const quote = key('The quote.')
const lines = [{ code: 'fibre-200', amount: '29.90', currency: 'EUR', per: 'month' }]

const terms = {
  order: optional(key('The order it leads to.')),
  lines: moneyLines('What it costs.'),
  term_end: optional(instantField('Until when the price holds.')),
  disclosed: optional(list('Fees and terms that were named, as codes.', key('One of them.'))),
  channel: optional(text('Where.')),
  agent: optional(key('Who gave it, as the silo names its people.')),
}

export const quoteFacts: readonly FactType[] = [
  define('offer.made', {
    says: 'Marketing or sales made the customer an offer.',
    fields: {
      offer: key('The offer.'),
      lines: optional(moneyLines('What it would cost.')),
      promo: optional(key('The promotion code.')),
      valid_until: optional(instantField('Until when it may be taken.')),
      channel: optional(text('Where.')),
      words: optional(personal(text('What was said.'))),
    },
    example: {
      ...sales,
      id: 'o-3:made',
      time: '2015-02-20T10:00:00Z',
      data: { offer: 'o-3', promo: 'SPRING', valid_until: '2015-03-31T22:00:00Z', channel: 'mail' },
    },
  }),
  define('quote.requested', {
    says: 'The customer asked for a quote.',
    fields: {
      quote,
      due: optional(instantField('By when they were told to expect it.')),
      product: optional(key('For what.')),
      channel: optional(text('Where.')),
      words: optional(personal(text('What they asked for.'))),
    },
    example: {
      ...sales,
      id: 'q-77:requested',
      time: '2015-03-02T09:30:00Z',
      data: { quote: 'q-77', product: 'fibre-200', channel: 'phone' },
    },
  }),
  define('quote.given', {
    says: 'The customer has the quote.',
    fields: { quote, ...terms },
    example: { ...sales, id: 'q-77:given', time: '2015-03-05T14:00:00Z', data: { quote: 'q-77', lines } },
  }),
  define('quote.accepted', {
    says: 'The customer took the quote: its price is a promise.',
    fields: { quote, ...terms },
    example: {
      ...sales,
      id: 'q-77:accepted',
      time: '2015-03-06T10:00:00Z',
      data: { quote: 'q-77', order: '5512', lines, term_end: '2017-03-06T00:00:00Z' },
    },
  }),
]
