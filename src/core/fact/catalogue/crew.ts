import { day, instantField, key, number, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const van = { source: 'crew-app', subject: 'crew-day:van-7/2015-03-05' }
const onDay = { crew: optional(key('The crew.')), day: optional(day('The crew’s local day.')) }
const expected = optional(instantField('When the crew now expects to arrive.'))

export const crewFacts: readonly FactType[] = [
  define('crew.started', {
    says: 'The crew began its day.',
    fields: { ...onDay, depot: optional(key('Where from.')) },
    example: {
      ...van,
      id: 'van-7:0305:start',
      time: '2015-03-05T07:30:00Z',
      data: { crew: 'van-7', day: '2015-03-05' },
    },
  }),
  define('crew.on-the-way', {
    says: 'The crew set out for this visit.',
    fields: { visit: key('The visit.'), ...onDay, expected },
    example: {
      ...van,
      id: 'v-9:on-the-way',
      time: '2015-03-05T10:30:00Z',
      data: { visit: 'v-9', crew: 'van-7', day: '2015-03-05', expected: '2015-03-05T10:50:00Z' },
    },
  }),
  define('crew.arrived', {
    says: 'The crew is at the customer’s place.',
    fields: { visit: key('The visit.'), ...onDay },
    example: {
      ...van,
      id: 'v-9:arrived',
      time: '2015-03-05T10:52:00Z',
      data: { visit: 'v-9', crew: 'van-7', day: '2015-03-05' },
    },
  }),
  define('crew.position', {
    says: 'Where the crew is now.',
    history: false,
    fields: {
      ...onDay,
      // A technician's whereabouts are the technician's personal data; the derived arrival time is not.
      latitude: personal(number('Degrees north.')),
      longitude: personal(number('Degrees east.')),
      visit: optional(key('The visit it is under way to.')),
      expected,
    },
    example: {
      ...van,
      id: 'van-7:0305:1040',
      time: '2015-03-05T10:40:00Z',
      data: { crew: 'van-7', day: '2015-03-05', latitude: 51.501, longitude: -0.142, visit: 'v-9' },
    },
  }),
  define('crew.delayed', {
    says: 'The crew runs late.',
    history: false,
    fields: {
      crew: key('The crew.'),
      day: optional(day('The crew’s local day.')),
      visit: optional(key('The visit that is late; absent: all that remain.')),
      expected,
      minutes: optional(number('How late, in minutes.')),
      reason: optional(text('Why, as a code.', ['traffic', 'previous-visit', 'breakdown', 'weather'])),
    },
    example: {
      ...van,
      id: 'van-7:0305:late-1',
      time: '2015-03-05T10:15:00Z',
      data: {
        crew: 'van-7',
        day: '2015-03-05',
        visit: 'v-9',
        expected: '2015-03-05T12:40:00Z',
        minutes: 40,
        reason: 'previous-visit',
      },
    },
  }),
]
