import { flag, key, list, object, oneOf, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const crm = { source: 'crm', subject: 'crm:123' }
const CLASSES = ['urgent', 'service', 'marketing', 'all']

const consentTo = {
  channel: text('For which channel; `all` for every one.', ['sms', 'mail', 'whatsapp', 'voice', 'push', 'all']),
  class: oneOf('For which class of message.', CLASSES),
  about: optional(key('Only about this visit or promise; absent: whatever it is about.')),
}

export const customerFacts: readonly FactType[] = [
  define('customer.updated', {
    says: 'What is known of a customer changed; fields that are absent stay as they are.',
    fields: {
      zone: optional(key('IANA time zone, `Europe/London`.')),
      language: optional(key('BCP 47, `en-GB`.')),
      area: optional(text('Coarse area: a district, never a street.')),
      brand: optional(key('The brand they know us by.')),
      product: optional(key('What they have.')),
      needs_support: optional(flag('Needs longer windows and a call rather than a text.')),
      prefers: optional(text('The channel they like.', ['sms', 'mail', 'whatsapp', 'voice', 'push'])),
      name: optional(personal(text('How they are addressed.'))),
      address: optional(personal(text('Where they live.'))),
      reach: optional(
        list(
          'How to reach them.',
          object('One address.', {
            channel: text('Of which channel.', ['sms', 'mail', 'whatsapp', 'voice', 'push']),
            address: personal(text('The number or address.')),
          }),
        ),
      ),
    },
    example: {
      ...crm,
      id: '123:7',
      time: '2015-02-01T09:00:00Z',
      data: {
        zone: 'Europe/London',
        language: 'en-GB',
        name: 'Sam Field',
        reach: [{ channel: 'sms', address: '+441632960001' }],
      },
    },
  }),
  define('customer.alias', {
    says: 'Two keys issued by systems mean the same customer.',
    fields: {
      alias: key('The other key, with its system: `billing:A-77`. Never an address.'),
      undone: optional(flag('true: they were not the same; the link is dropped.')),
    },
    example: { ...crm, id: '123:alias-1', time: '2015-02-01T09:00:00Z', data: { alias: 'billing:A-77' } },
  }),
  define('consent.given', {
    says: 'The customer allows messages of a class over a channel.',
    fields: {
      ...consentTo,
      how: optional(text('How they said so.')),
      words: optional(personal(text('What they agreed to.'))),
    },
    example: {
      ...crm,
      id: '123:consent-1',
      time: '2015-02-01T09:05:00Z',
      data: { channel: 'sms', class: 'service', how: 'contract' },
    },
  }),
  define('consent.withdrawn', {
    says: 'The customer no longer allows them.',
    fields: {
      ...consentTo,
      how: optional(text('How they said so.')),
      words: optional(personal(text('What they said.'))),
    },
    example: {
      ...crm,
      id: '123:consent-2',
      time: '2015-04-01T09:05:00Z',
      data: { channel: 'sms', class: 'marketing', how: 'reply' },
    },
  }),
]
