import { instantField, key, object, optional } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const slot = key('The slot, as the scheduling system names it.')

export const slotFacts: readonly FactType[] = [
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
