import {
  anything,
  currency,
  day,
  decimal,
  instantField,
  key,
  number,
  object,
  oneOf,
  optional,
  personal,
  text,
} from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const field = { source: 'field-service', subject: 'crm:123' }
const visit = key('The visit.')
const window = object('From–to in which the visit is promised to begin.', {
  start: instantField('Its start.'),
  end: instantField('Its end.'),
})
/** Who came, or comes: with both, the fact is also the crew day's. */
const crewDay = { crew: optional(key('The crew.')), day: optional(day('The crew’s local day.')) }

const planned: readonly FactType[] = [
  define('visit.booked', {
    says: 'A visit was booked in a window.',
    fields: {
      visit,
      window,
      order: optional(key('The order it belongs to.')),
      follows: optional(key('The visit it follows, when one was not enough.')),
      owner: optional(key('The silo that comes.')),
      kind: optional(text('What is to be done.', ['install', 'repair', 'delivery', 'survey', 'inspection'])),
      ...crewDay,
      expected_minutes: optional(number('How long the work should take, in minutes.')),
      area: optional(text('Coarse area.')),
      address: optional(personal(text('Where.'))),
      needs: optional(text('What the customer must provide, as codes.', ['adult-present', 'permission-to-drill'])),
      notes: optional(personal(text('What the crew should know: a gate code, a dog.'))),
      to_pay: optional(
        object('What is paid on the day, `0.00` for nothing. The customer’s page says so only where a fact does.', {
          amount: decimal('How much.'),
          currency: currency('In what.'),
        }),
      ),
    },
    example: {
      ...field,
      id: 'v-9:booked',
      time: '2015-03-02T10:00:00Z',
      data: {
        visit: 'v-9',
        window: { start: '2015-03-05T08:00:00Z', end: '2015-03-05T12:00:00Z' },
        order: '5512',
        owner: 'field',
        kind: 'install',
        notes: 'Ring at the side door.',
      },
    },
  }),
  define('visit.moved', {
    says: 'A visit got another window: a slip, unless an act of the customer’s own is on record.',
    fields: {
      visit,
      window,
      asked_by: optional(oneOf('Who wanted it, as the silo says.', ['customer', 'company'])),
      act: optional(key('The customer’s own act: source and id of the reply, link or recorded call.')),
      reason: optional(text('Why, as a code.', ['capacity', 'missing-part', 'weather', 'customer-request'])),
    },
    example: {
      ...field,
      id: 'v-9:moved-1',
      time: '2015-03-03T09:00:00Z',
      data: {
        visit: 'v-9',
        window: { start: '2015-03-06T08:00:00Z', end: '2015-03-06T12:00:00Z' },
        asked_by: 'customer',
        act: 'links l-31',
      },
    },
  }),
  define('visit.confirmed', {
    says: 'The customer said that somebody will be there.',
    fields: { visit, channel: optional(text('How they said it.')) },
    example: { ...field, id: 'v-9:confirmed', time: '2015-03-04T18:00:00Z', data: { visit: 'v-9', channel: 'sms' } },
  }),
  define('visit.cancelled', {
    says: 'The visit will not take place.',
    fields: {
      visit,
      asked_by: optional(oneOf('Who wanted it.', ['customer', 'company'])),
      reason: optional(text('Why, as a code.')),
      words: optional(personal(text('The customer’s words.'))),
    },
    example: {
      ...field,
      id: 'v-9:cancelled',
      time: '2015-03-04T18:10:00Z',
      data: { visit: 'v-9', asked_by: 'customer', reason: 'no-longer-needed' },
    },
  }),
  define('visit.assigned', {
    says: 'A crew has the visit in its day.',
    fields: {
      visit,
      crew: key('The crew.'),
      day: day('The crew’s local day.'),
      place: optional(number('Its place in the crew’s day, from 1.')),
      technician: optional(personal(text('Who comes, as the customer may be told.'))),
    },
    example: {
      ...field,
      id: 'v-9:assigned',
      time: '2015-03-04T16:00:00Z',
      data: { visit: 'v-9', crew: 'van-7', day: '2015-03-05', place: 3, technician: 'Dana' },
    },
  }),
]

const over: readonly FactType[] = [
  define('visit.done', {
    says: 'The crew did what it came for.',
    fields: { visit, ...crewDay, result: optional(text('How it ended, as a code.')) },
    example: {
      ...field,
      id: 'v-9:done',
      time: '2015-03-05T11:10:00Z',
      data: { visit: 'v-9', crew: 'van-7', day: '2015-03-05' },
    },
  }),
  define('visit.not-done', {
    says: 'The crew left without doing what it came for. No access is a claim until there is evidence.',
    fields: {
      visit,
      reason: text('Why.', ['no-access', 'missing-part', 'missing-tool', 'no-permission', 'unsafe', 'out-of-time']),
      ...crewDay,
      evidence: optional(
        object('What speaks for it.', {
          arrived: optional(instantField('When the crew says it came.')),
          left: optional(instantField('When it left.')),
          attempts: optional(number('Calls and texts to the customer while waiting.')),
          metres: optional(number('How far from the address the crew’s device was.')),
          photo: optional(personal(text('Where the photo is kept.'))),
          more: optional(personal(anything('What else there is.'))),
        }),
      ),
      words: optional(personal(text('What the crew wrote.'))),
    },
    example: {
      ...field,
      id: 'v-9:not-done',
      time: '2015-03-05T11:20:00Z',
      data: {
        visit: 'v-9',
        reason: 'no-access',
        crew: 'van-7',
        day: '2015-03-05',
        evidence: { arrived: '2015-03-05T11:02:00Z', left: '2015-03-05T11:20:00Z', attempts: 2, metres: 15 },
      },
    },
  }),
]

export const visitFacts: readonly FactType[] = [...planned, ...over]
