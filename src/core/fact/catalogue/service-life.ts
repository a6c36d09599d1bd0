import { instantField, key, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const network = { source: 'provisioning', subject: 'crm:123' }
const service = key('The service.')

export const serviceFacts: readonly FactType[] = [
  define('service.activated', {
    says: 'The service works: the first 120 days begin.',
    fields: {
      service,
      product: optional(key('The product.')),
      order: optional(key('The order that brought it.')),
      area: optional(text('Coarse area.')),
    },
    example: {
      ...network,
      id: 'sv-1:activated',
      time: '2015-03-06T15:00:00Z',
      data: { service: 'sv-1', product: 'fibre-200', order: '5512' },
    },
  }),
  define('service.used', {
    says: 'The customer used the service or one of its functions.',
    fields: { service, what: optional(key('What they did: `login`, `bill-seen`.')) },
    example: {
      ...network,
      id: 'sv-1:used:20150307',
      time: '2015-03-07T20:00:00Z',
      data: { service: 'sv-1', what: 'bill-seen' },
    },
  }),
  define('service.cancel-requested', {
    says: 'The customer wants to leave: they are asked whether we could have done differently.',
    fields: {
      service,
      ends: optional(instantField('When it is to end.')),
      reason: optional(text('Why, as a code.')),
      channel: optional(text('How.')),
      words: optional(personal(text('What they said.'))),
    },
    example: {
      ...network,
      id: 'sv-1:cancel',
      time: '2015-05-10T10:00:00Z',
      data: { service: 'sv-1', ends: '2015-06-10T00:00:00Z', reason: 'missed-visit' },
    },
  }),
  define('service.ended', {
    says: 'The service has ended.',
    fields: { service, reason: optional(text('Why, as a code.')) },
    example: {
      ...network,
      id: 'sv-1:ended',
      time: '2015-06-10T00:00:00Z',
      data: { service: 'sv-1', reason: 'customer-left' },
    },
  }),
]
