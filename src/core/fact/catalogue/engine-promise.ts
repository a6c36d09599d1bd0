import { count, day, instantField, key, list, number, optional, share, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'
import type { Origin } from '../fact.ts'

const origins: readonly Origin[] = ['engine']
const troth = { source: 'troth', subject: 'crm:123' }
const STATES = ['open', 'kept', 'broken', 'renegotiated', 'withdrawn', 'disputed']

const about = {
  promise: key('The promise: `<playbook>.<promise>/<key>`.'),
  version: count('Its version, from 1.'),
}
const because = optional(list('The facts that say so, each as source and id.', key('One fact.')))

const promises: readonly FactType[] = [
  define('promise.opened', {
    says: 'A fact made a promise, or the next version of one.',
    origins,
    fields: {
      ...about,
      kind: key('Its kind.'),
      owner: optional(key('The silo that owns it.')),
      to: optional(key('Of an OLA: the silo it is promised to.')),
      due_from: optional(instantField('From when.')),
      due_to: optional(instantField('By when; absent: not known.')),
      tell_by: optional(instantField('The last instant at which word still helps.')),
      playbook_version: optional(key('The version that decides its whole life.')),
      because,
    },
    example: {
      ...troth,
      id: 'promise-opened:1',
      time: '2015-03-02T10:00:00Z',
      data: {
        promise: 'open-door.visit_window/v-9',
        version: 1,
        kind: 'visit_window',
        owner: 'field',
        due_from: '2015-03-05T08:00:00Z',
        due_to: '2015-03-05T12:00:00Z',
        tell_by: '2015-03-05T07:00:00Z',
        because: ['field-service v-9:booked'],
      },
    },
  }),
  define('promise.in-jeopardy', {
    says: 'A forecast crossed a level: an open promise will probably break, or (`none`) is so no more.',
    origins,
    fields: {
      ...about,
      level: text('Which level.', ['none', 'low', 'medium', 'high']),
      probability: optional(share('Of breaking.')),
      expected: optional(instantField('When it is now expected.')),
      reason: optional(text('Why.')),
      model_version: optional(key('The model that says so.')),
      because,
    },
    example: {
      ...troth,
      id: 'promise-in-jeopardy:1',
      time: '2015-03-05T10:15:00Z',
      data: {
        promise: 'open-door.visit_window/v-9',
        version: 1,
        level: 'high',
        probability: 0.9,
        expected: '2015-03-05T12:40:00Z',
        because: ['crew-app van-7:0305:late-1'],
      },
    },
  }),
  define('promise.settled', {
    says: 'The facts say how a promise’s version ended.',
    origins,
    fields: {
      ...about,
      as: text('How.', ['kept', 'broken', 'renegotiated', 'withdrawn', 'disputed']),
      cause: optional(key('Of a break: the cause code.')),
      because,
    },
    example: {
      ...troth,
      id: 'promise-settled:1',
      time: '2015-03-05T10:52:00Z',
      data: { promise: 'open-door.visit_window/v-9', version: 1, as: 'kept', because: ['crew-app v-9:arrived'] },
    },
  }),
  define('promise.corrected', {
    says: 'Late evidence changed how a promise’s version ended.',
    origins,
    fields: {
      ...about,
      from: text('How it stood.', STATES),
      to: text('How it stands now.', STATES),
      because,
    },
    example: {
      ...troth,
      id: 'promise-corrected:1',
      time: '2015-03-05T13:40:00Z',
      data: {
        promise: 'open-door.visit_window/v-9',
        version: 1,
        from: 'broken',
        to: 'kept',
        because: ['crew-app v-9:arrived'],
      },
    },
  }),
]

const relayed: readonly FactType[] = [
  define('silo.load', {
    says: 'How much a silo has open, and how it has done: told at a whole hour when it reads differently from before.',
    origins,
    history: false,
    fields: {
      silo: key('The silo.'),
      kind: key('The kind of promise.'),
      opened: count('Opened in the last 7 days.'),
      open: count('Open now.'),
      kept_7d: count('Kept, of those due in the last 7 days.'),
      kept_late_7d: count('Of these, still open at their tell-by.'),
      broken_7d: count('Broken, of those due in the last 7 days.'),
      kept_60d: count('Kept, of those due in the last 60 days.'),
      kept_late_60d: count('Of these, still open at their tell-by.'),
      broken_60d: count('Broken, of those due in the last 60 days.'),
    },
    example: {
      source: 'troth',
      subject: 'silo:field',
      id: 'silo-load:field:visit_window:2015-03-05T10',
      time: '2015-03-05T10:00:00Z',
      data: {
        silo: 'field',
        kind: 'visit_window',
        opened: 64,
        open: 120,
        kept_7d: 55,
        kept_late_7d: 21,
        broken_7d: 4,
        kept_60d: 470,
        kept_late_60d: 190,
        broken_60d: 31,
      },
    },
  }),
  define('visit.next-stop', {
    says: 'The crew’s day says that this customer is next.',
    origins,
    history: false,
    fields: {
      visit: key('The visit.'),
      crew: key('The crew.'),
      day: optional(day('The crew’s local day.')),
      expected: optional(instantField('When the crew should arrive.')),
      minutes: optional(number('Minutes until then.')),
    },
    example: {
      ...troth,
      id: 'visit-next-stop:v-9:1',
      time: '2015-03-05T10:30:00Z',
      data: { visit: 'v-9', crew: 'van-7', day: '2015-03-05', expected: '2015-03-05T10:50:00Z' },
    },
  }),
]

export const enginePromiseFacts: readonly FactType[] = [...promises, ...relayed]
