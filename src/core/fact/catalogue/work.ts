import { instantField, key, optional, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const about = {
  promise: optional(key('The promise that waits for it.')),
  quote: optional(key('The quote that waits for it.')),
  order: optional(key('The order that waits for it.')),
}

export const workFacts: readonly FactType[] = [
  define('work.handed-over', {
    says: 'The work went from one silo to another.',
    fields: {
      ...about,
      from: optional(key('Who had it; when absent, whoever had it last in the ledger.')),
      to: key('Who has it now.'),
      reason: optional(text('Why, as a code.')),
    },
    example: {
      source: 'service-desk',
      id: '0000045:3',
      subject: 'case:0000045',
      time: '2016-02-29T08:53:00Z',
      data: { promise: '0000045', from: 'group-56', to: 'group-70' },
    },
  }),
  define('work.progressed', {
    says: 'A step of the work is done, or its silo says when the rest will be.',
    fields: {
      ...about,
      step: key('Which step.'),
      expected: optional(instantField('When the silo now expects the whole to be done.')),
    },
    example: {
      source: 'operations',
      id: 'q-77:engineer',
      subject: 'crm:123',
      time: '2015-03-03T11:00:00Z',
      data: { quote: 'q-77', step: 'engineer-named', expected: '2015-03-05T16:00:00Z' },
    },
  }),
]
