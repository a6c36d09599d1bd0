import { flag, instantField, key, oneOf, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const boston = { source: 'boston-311', subject: 'case:101001240735' }
const promise = key('The promise, as its silo names it.')

/** Settled on paper only: a duplicate, an administrative closure, nobody at home. Counted beside, never instead. */
const withoutWork = {
  without_work: optional(flag('Settled without the work: a duplicate, an administrative closure, no access.')),
  why_without_work: optional(text('Why there was no work.', ['duplicate', 'administrative', 'no-access'])),
}

export const promiseFacts: readonly FactType[] = [
  define('promise.made', {
    says: 'A silo promised a customer something.',
    fields: {
      promise,
      kind: key('What sort of promise: `street-light`, `call-back`, `sla`.'),
      owner: optional(key('The silo that has to keep it; absent while nobody has it.')),
      due: optional(instantField('By when; absent when no time was named: due is then unknown.')),
      due_from: optional(instantField('From when, of a window.')),
      channel: optional(text('Where it was made: `phone`, `web`, `shop`.')),
      area: optional(text('Coarse area: a district, never a street.')),
      agent: optional(key('Who made it, as the silo names its people; never a name.')),
      product: optional(key('The product it is about.')),
      reason: optional(text('Why it was made, as a code.')),
      wording: optional(personal(text('What was said, word for word.'))),
    },
    example: {
      ...boston,
      id: '101001240735:made',
      time: '2015-01-01T00:25:23-05:00',
      data: {
        promise: '101001240735',
        kind: 'Street Light Outages',
        owner: 'Public Works Department',
        due: '2015-01-16T08:30:00-05:00',
        channel: 'Citizens Connect App',
        area: 'Fenway',
      },
    },
  }),
  define('promise.kept', {
    says: 'A silo says that what it promised is done.',
    fields: {
      promise,
      queue: optional(key('The work queue that closed it.')),
      reason: optional(personal(text('The closure text.'))),
      ...withoutWork,
    },
    example: {
      ...boston,
      id: '101001240735:done',
      time: '2015-01-02T16:17:43-05:00',
      data: {
        promise: '101001240735',
        queue: 'PWDx_Street Light Outages',
        reason: 'Case Closed Duplicate of Existing Case',
        without_work: true,
        why_without_work: 'duplicate',
      },
    },
  }),
  define('promise.broken', {
    says: 'A silo says that it did not keep what it promised.',
    fields: {
      promise,
      cause: optional(key('Why, as a cause code of the shipped tree or the silo’s own.')),
      queue: optional(key('The work queue that closed it.')),
      reason: optional(personal(text('The closure text.'))),
      ...withoutWork,
    },
    example: {
      source: 'service-desk',
      id: '0000045:closed',
      subject: 'case:0000045',
      time: '2016-03-05T12:00:00Z',
      data: { promise: '0000045', cause: 'late', queue: 'group-56' },
    },
  }),
  define('promise.moved', {
    says: 'The time of a promise was changed: a slip, unless an act of the customer’s own is on record.',
    fields: {
      promise,
      due: instantField('The new time.'),
      due_from: optional(instantField('From when, of a window.')),
      asked_by: optional(oneOf('Who wanted it, as the silo says.', ['customer', 'company'])),
      act: optional(key('The customer’s own act: source and id of the reply, link or recorded call.')),
      reason: optional(text('Why, as a code.', ['capacity', 'missing-part', 'weather', 'customer-request'])),
    },
    example: {
      ...boston,
      id: '101001240735:moved-1',
      time: '2015-01-14T10:00:00-05:00',
      data: { promise: '101001240735', due: '2015-01-20T08:30:00-05:00', asked_by: 'company', reason: 'weather' },
    },
  }),
  define('promise.withdrawn', {
    says: 'The customer no longer wants what was promised.',
    fields: { promise, reason: optional(text('Why, as a code.')), words: optional(personal(text('In their words.'))) },
    example: {
      ...boston,
      id: '101001240735:withdrawn',
      time: '2015-01-03T09:00:00-05:00',
      data: { promise: '101001240735', reason: 'no-longer-needed' },
    },
  }),
]
