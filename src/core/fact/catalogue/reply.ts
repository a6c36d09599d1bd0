import { instantField, key, object, oneOf, optional, personal, share, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const window = object('The window they chose.', { start: instantField('Its start.'), end: instantField('Its end.') })

export const replyFacts: readonly FactType[] = [
  define('reply.received', {
    says: 'A customer answered a message.',
    origins: ['person'],
    fields: {
      channel: text('How.', ['sms', 'mail', 'whatsapp', 'voice', 'chat']),
      answer: oneOf('What it was read as.', ['confirm', 'reschedule', 'cancel', 'question', 'stop', 'unclear']),
      to: optional(key('The message it answers.')),
      visit: optional(key('The visit it is about.')),
      promise: optional(key('The promise it is about.')),
      window: optional(window),
      read_by: optional(text('What read it.', ['button', 'keyword', 'grammar', 'suggester', 'person'])),
      certainty: optional(share('How sure the reading is.')),
      words: optional(personal(text('What they wrote.'))),
      address: optional(personal(text('Where it came from.'))),
    },
    example: {
      source: 'sms',
      id: 'in-31',
      subject: 'crm:123',
      time: '2015-03-04T18:00:00Z',
      data: { channel: 'sms', answer: 'confirm', to: 'm-12', visit: 'v-9', read_by: 'keyword', words: 'Yes, fine' },
    },
  }),
  define('link.used', {
    says: 'A customer did something on a page whose link we sent. Opening it is nothing.',
    origins: ['person'],
    fields: {
      link: key('The link; never its token.'),
      act: oneOf('What they did.', ['confirm', 'reschedule', 'cancel', 'question', 'stop', 'dispute', 'tell']),
      visit: optional(key('The visit it is about.')),
      promise: optional(key('The promise it is about.')),
      window: optional(window),
      words: optional(personal(text('What they wrote, e.g. where the key is.'))),
    },
    example: {
      source: 'links',
      id: 'l-31',
      subject: 'crm:123',
      time: '2015-03-03T09:00:00Z',
      data: {
        link: 'l-31',
        act: 'reschedule',
        visit: 'v-9',
        window: { start: '2015-03-06T08:00:00Z', end: '2015-03-06T12:00:00Z' },
      },
    },
  }),
]
