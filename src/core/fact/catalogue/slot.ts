import { instantField, key, list, object, optional } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const slot = key('The slot, as the scheduling system names it.')

export const slotFacts: readonly FactType[] = [
  define('slots.offered', {
    says: 'The customer may choose one of these for a visit. Whoever offers stands by it: what is chosen is booked.',
    history: false,
    fields: {
      visit: key('The visit it is for.'),
      slots: list(
        'All that are on offer now; the list takes the place of the one before.',
        object('One of them.', {
          slot: optional(slot),
          start: instantField('Its start.'),
          end: instantField('Its end.'),
        }),
      ),
      until: optional(instantField('How long they are on offer.')),
    },
    example: {
      source: 'scheduling',
      id: 'v-9:offer-1',
      subject: 'crm:123',
      time: '2015-03-02T10:00:00Z',
      data: {
        visit: 'v-9',
        slots: [{ slot: 's-4', start: '2015-03-06T08:00:00Z', end: '2015-03-06T12:00:00Z' }],
        until: '2015-03-04T18:00:00Z',
      },
    },
  }),
  define('slot.held', {
    says: 'Capacity is kept for a customer for a while.',
    history: false,
    fields: {
      slot,
      visit: optional(key('The visit it is held for.')),
      window: optional(object('When.', { start: instantField('Its start.'), end: instantField('Its end.') })),
      until: optional(instantField('How long it is held.')),
    },
    example: {
      source: 'scheduling',
      id: 's-4:held',
      subject: 'crm:123',
      time: '2015-03-03T08:55:00Z',
      data: { slot: 's-4', visit: 'v-9', until: '2015-03-03T09:10:00Z' },
    },
  }),
  define('slot.released', {
    says: 'Held capacity is free again.',
    history: false,
    fields: { slot, visit: optional(key('The visit it was held for.')) },
    example: {
      source: 'scheduling',
      id: 's-4:released',
      subject: 'crm:123',
      time: '2015-03-03T09:10:00Z',
      data: { slot: 's-4', visit: 'v-9' },
    },
  }),
]
