import { flag, instantField, key, number, oneOf, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const care = { source: 'contact-centre', subject: 'crm:123' }
const inquiry = key('The inquiry.')
const channel = text('How.', ['phone', 'sms', 'mail', 'chat', 'letter', 'shop', 'app'])
const agent = optional(key('Who, as the silo names its people.'))

export const contactFacts: readonly FactType[] = [
  define('inquiry.received', {
    says: 'A customer contacted us.',
    fields: {
      inquiry,
      channel,
      reason: optional(key('The contact reason: why they came.')),
      about: optional(key('The promise, order or bill it is about.')),
      due: optional(instantField('By when an answer was promised.')),
      words: optional(personal(text('What they said.'))),
    },
    example: {
      ...care,
      id: 'n-1:received',
      time: '2015-03-04T12:00:00Z',
      data: { inquiry: 'n-1', channel: 'phone', reason: 'where-is-my-technician', about: 'v-9' },
    },
  }),
  define('inquiry.answered', {
    says: 'The customer got an answer.',
    fields: {
      inquiry,
      disposition: optional(key('How it ended.')),
      channel: optional(channel),
      agent,
      words: optional(personal(text('What was answered.'))),
    },
    example: {
      ...care,
      id: 'n-1:answered',
      time: '2015-03-04T12:06:00Z',
      data: { inquiry: 'n-1', disposition: 'window-confirmed', channel: 'phone' },
    },
  }),
  define('contact.attempted', {
    says: 'Somebody tried to reach the customer.',
    fields: {
      channel,
      reached: flag('Whether they were reached.'),
      visit: optional(key('The visit it was for; an attempt from the door is evidence of no access.')),
      about: optional(key('The promise it was for.')),
      agent,
    },
    example: {
      ...care,
      id: 'a-1',
      time: '2015-03-05T11:08:00Z',
      data: { channel: 'phone', reached: false, visit: 'v-9' },
    },
  }),
  define('call.made', {
    says: 'There was a call with the customer: a recorded one is an act of theirs.',
    fields: {
      call: key('The call.'),
      direction: oneOf('Who called.', ['in', 'out']),
      reason: optional(key('The contact reason.')),
      disposition: optional(key('How it ended.')),
      about: optional(key('The promise it was about.')),
      seconds: optional(number('How long, in seconds.')),
      recorded: optional(flag('Whether there is a recording.')),
      agent,
      words: optional(personal(text('Notes or transcript.'))),
    },
    example: {
      ...care,
      id: 'k-1',
      time: '2015-03-03T08:58:00Z',
      data: { call: 'k-1', direction: 'in', reason: 'move-visit', about: 'v-9', seconds: 140, recorded: true },
    },
  }),
  define('customer.told', {
    says: 'The customer was told by somebody, outside Troth, that a promise will not hold as it stands.',
    fields: {
      about: key('The promise’s key.'),
      expected: optional(instantField('The new expectation; absent: not known.')),
      channel: optional(channel),
      reason: optional(text('The reason they were given, as a code.')),
      agent,
      words: optional(personal(text('What was said.'))),
    },
    example: {
      ...care,
      id: 'k-2:told',
      time: '2015-03-05T09:00:00Z',
      data: { about: 'v-9', expected: '2015-03-05T12:40:00Z', channel: 'phone' },
    },
  }),
]
