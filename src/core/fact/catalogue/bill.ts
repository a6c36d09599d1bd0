import { currency, decimal, instantField, key, optional, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'
import { moneyLines } from './money-line.ts'

const billing = { source: 'billing', subject: 'billing:A-77' }
const lines = [{ code: 'fibre-200', amount: '29.90', currency: 'EUR' }]
const bill = key('The bill.')
const money = { amount: decimal('How much.'), currency: currency('In what.') }

export const billFacts: readonly FactType[] = [
  define('bill.drafted', {
    says: 'A bill is ready and not yet out: it can still be held.',
    fields: { bill, order: key('The order it charges.'), lines: moneyLines('What it charges.') },
    example: {
      ...billing,
      id: 'b-1:drafted',
      time: '2015-04-01T02:00:00Z',
      data: { bill: 'b-1', order: '5512', lines },
    },
  }),
  define('bill.issued', {
    says: 'The bill went to the customer.',
    fields: {
      bill,
      order: optional(key('The order it charges.')),
      lines: moneyLines('What it charges.'),
      due: optional(instantField('By when it is to be paid.')),
      nth: optional(text('Its place among the customer’s bills.', ['first', 'last'])),
    },
    example: {
      ...billing,
      id: 'b-1:issued',
      time: '2015-04-02T06:00:00Z',
      data: { bill: 'b-1', order: '5512', lines, due: '2015-04-16T22:00:00Z', nth: 'first' },
    },
  }),
  define('credit.applied', {
    says: 'The customer has the money, or the bill has been lowered.',
    fields: { ...money, remedy: optional(key('The remedy it pays.')), bill: optional(bill) },
    example: {
      ...billing,
      id: 'c-5:applied',
      time: '2015-03-20T04:00:00Z',
      data: { amount: '30.49', currency: 'GBP', remedy: 'r-8' },
    },
  }),
  define('payment.received', {
    says: 'The customer paid.',
    fields: { ...money, bill: optional(bill) },
    example: {
      ...billing,
      id: 'p-1',
      time: '2015-04-10T08:00:00Z',
      data: { amount: '29.90', currency: 'EUR', bill: 'b-1' },
    },
  }),
  define('payment.failed', {
    says: 'A payment did not go through.',
    fields: { ...money, bill: optional(bill), reason: optional(text('Why, as a code.')) },
    example: {
      ...billing,
      id: 'p-2',
      time: '2015-04-16T08:00:00Z',
      data: { amount: '29.90', currency: 'EUR', bill: 'b-1', reason: 'card-expired' },
    },
  }),
]
