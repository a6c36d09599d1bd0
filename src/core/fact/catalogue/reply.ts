import { flag, instantField, key, list, object, oneOf, optional, personal, share, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const ANSWERS = ['confirm', 'reschedule', 'cancel', 'question', 'stop', 'unclear']

const slots = list(
  'Slots on offer.',
  object('One of them.', {
    slot: optional(key('As the scheduling system names it.')),
    start: instantField('Its start.'),
    end: instantField('Its end.'),
  }),
)

const window = object('The window they chose.', { start: instantField('Its start.'), end: instantField('Its end.') })

export const replyFacts: readonly FactType[] = [
  define('reply.received', {
    says: 'A customer answered a message.',
    origins: ['person'],
    fields: {
      channel: text('How.', ['sms', 'mail', 'whatsapp', 'voice', 'chat']),
      answer: oneOf('What it was read as.', ANSWERS),
      to: optional(key('The message it answers.')),
      visit: optional(key('The visit it is about.')),
      promise: optional(key('The promise it is about.')),
      window: optional(window),
      slot: optional(key('The slot they chose, as the scheduling system names it.')),
      slots: optional(slots),
      wish: optional(text('When it would suit them, as it was understood: `tue,thu after 15:00`.')),
      asks: optional(
        oneOf('What must be asked back before anything is done.', ['slot', 'cancel-visit', 'cancel-or-stop']),
      ),
      chose: optional(text('Which answer of our question they chose, as its moment asks it.', ['fixed', 'not-fixed'])),
      echoed: optional(flag('What it says had been read back to them before.')),
      read_by: optional(text('What read it.', ['button', 'keyword', 'grammar', 'calendar', 'suggester', 'person'])),
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
  define('reply.read', {
    says: 'A person has read a reply: what it was taken for stands, or is corrected.',
    origins: ['person'],
    fields: {
      reply: key('The reply: source and id, with a blank between.'),
      answer: oneOf('What it says.', ANSWERS),
      was: optional(oneOf('What it had been read as.', ANSWERS)),
      visit: optional(key('The visit it is about.')),
      window: optional(window),
      slot: optional(key('The slot they chose.')),
      agent: optional(key('Who has read it.')),
    },
    example: {
      source: 'cases',
      id: 'c-31:read',
      subject: 'crm:123',
      time: '2015-03-04T18:04:00Z',
      data: { reply: 'sms in-32', answer: 'reschedule', was: 'unclear', visit: 'v-9', agent: 'agent-4' },
    },
  }),
  define('link.requested', {
    says: 'Somebody holding an old link asked for a new one. It goes to the address on file, nowhere else.',
    origins: ['person'],
    fields: { link: key('The link; never its token.'), visit: optional(key('The visit it is about.')) },
    example: {
      source: 'links',
      id: 'l-31:new-1',
      subject: 'crm:123',
      time: '2015-03-20T09:00:00Z',
      data: { link: 'l-31', visit: 'v-9' },
    },
  }),
  define('link.revoked', {
    says: 'A person has taken back the links to a visit that were sent; its next message carries another.',
    origins: ['person'],
    fields: { visit: key('The visit, the first of those that follow each other.') },
    example: {
      source: 'terminal',
      id: 'v-9:revoked-1',
      subject: 'crm:123',
      time: '2015-03-04T09:00:00Z',
      data: { visit: 'v-9' },
    },
  }),
  define('link.used', {
    says: 'A customer did something on a page whose link we sent. Opening it is nothing.',
    origins: ['person'],
    fields: {
      link: key('The link; never its token.'),
      act: oneOf('What they did.', [
        'confirm',
        'reschedule',
        'cancel',
        'keep',
        'question',
        'stop',
        'dispute',
        'fixed',
        'not-fixed',
        'tell',
      ]),
      about: optional(text('More of it, as a code: why cancelled; of a dispute `nobody-came` or `missed-each-other`.')),
      wish: optional(text('When it would suit them, as it was understood: `tue,thu after 15:00`.')),
      slot: optional(key('The slot they chose.')),
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
