import { instantField, key, list, object, oneOf, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const shop = { source: 'order-management', subject: 'crm:123' }
const order = key('The order.')

export const orderFacts: readonly FactType[] = [
  define('order.placed', {
    says: 'A customer ordered.',
    fields: {
      order,
      due: optional(instantField('When it was promised to be complete.')),
      quote: optional(key('The quote it accepts.')),
      channel: optional(text('Where.')),
      agent: optional(key('Who took it, as the silo names its people.')),
      area: optional(text('Coarse area.')),
      owner: optional(key('The silo that delivers it.')),
      items: optional(
        list(
          'What.',
          object('One item.', { product: key('The product.'), action: optional(text('add, change, end')) }),
        ),
      ),
      address: optional(personal(text('Where to.'))),
    },
    example: {
      ...shop,
      id: '5512:placed',
      time: '2015-03-01T12:00:00Z',
      data: { order: '5512', due: '2015-03-06T22:59:00Z', channel: 'web', items: [{ product: 'fibre-200' }] },
    },
  }),
  define('order.due-changed', {
    says: 'The promised date of an order was changed.',
    fields: {
      order,
      due: instantField('The new date.'),
      asked_by: optional(oneOf('Who wanted it.', ['customer', 'company'])),
      act: optional(key('The customer’s own act: source and id.')),
      reason: optional(text('Why, as a code.')),
    },
    example: {
      ...shop,
      id: '5512:due-1',
      time: '2015-03-04T09:00:00Z',
      data: { order: '5512', due: '2015-03-09T22:59:00Z', asked_by: 'company', reason: 'missing-part' },
    },
  }),
  define('order.jeopardy', {
    says: 'A silo expects that an order, visit or promise will not be in time.',
    fields: {
      order: optional(order),
      promise: optional(key('The promise.')),
      visit: optional(key('The visit.')),
      expected: optional(instantField('When it is now expected; absent: later, not known when.')),
      reason: optional(text('Why, as a code.')),
      level: optional(text('How bad, in the silo’s words.', ['low', 'medium', 'high', 'critical'])),
    },
    example: {
      ...shop,
      id: '5512:jeopardy-1',
      time: '2015-03-03T15:00:00Z',
      data: { order: '5512', expected: '2015-03-09T17:00:00Z', reason: 'missing-part', level: 'high' },
    },
  }),
  define('order.milestone', {
    says: 'A marked stage of an order was reached or missed.',
    fields: {
      order,
      milestone: key('Which.'),
      status: optional(text('How it stands.', ['yet-to-reach', 'completed', 'violated'])),
      expected: optional(instantField('When the silo now expects the whole to be done.')),
    },
    example: {
      ...shop,
      id: '5512:line-tested',
      time: '2015-03-03T11:00:00Z',
      data: { order: '5512', milestone: 'line-tested', status: 'completed' },
    },
  }),
  define('order.completed', {
    says: 'All that was ordered is there.',
    fields: { order },
    example: { ...shop, id: '5512:completed', time: '2015-03-06T15:00:00Z', data: { order: '5512' } },
  }),
  define('order.cancelled', {
    says: 'The order was called off.',
    fields: {
      order,
      asked_by: optional(oneOf('Who wanted it.', ['customer', 'company'])),
      reason: optional(text('Why, as a code.')),
      words: optional(personal(text('The customer’s words.'))),
    },
    example: {
      ...shop,
      id: '5512:cancelled',
      time: '2015-03-05T13:00:00Z',
      data: { order: '5512', asked_by: 'customer', reason: 'missed-visit' },
    },
  }),
]
