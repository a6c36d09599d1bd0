import { instantField, key, list, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const desk = { source: 'fault-desk', subject: 'crm:123' }
const fault = key('The fault.')
const incident = key('The incident.')

export const faultFacts: readonly FactType[] = [
  define('fault.reported', {
    says: 'A customer reported that something does not work.',
    fields: {
      fault,
      service: optional(key('The service that fails.')),
      due: optional(instantField('By when it was promised to work.')),
      severity: optional(text('How bad.', ['total', 'partial', 'minor'])),
      incident: optional(key('The incident it belongs to.')),
      owner: optional(key('The silo that mends it.')),
      channel: optional(text('Where.')),
      area: optional(text('Coarse area.')),
      words: optional(personal(text('What they said.'))),
    },
    example: {
      ...desk,
      id: 'f-2:reported',
      time: '2015-05-04T08:00:00Z',
      data: { fault: 'f-2', service: 'sv-1', due: '2015-05-06T22:59:00Z', severity: 'total' },
    },
  }),
  define('fault.fixed', {
    says: 'It works again.',
    fields: { fault, cause: optional(text('What it was, as a code.')) },
    example: { ...desk, id: 'f-2:fixed', time: '2015-05-05T17:00:00Z', data: { fault: 'f-2', cause: 'line' } },
  }),
  define('incident.declared', {
    says: 'One disturbance has struck many customers: one message instead of hundreds.',
    fields: {
      incident,
      areas: optional(list('Where.', text('One coarse area.'))),
      services: optional(list('What fails.', key('One kind of service.'))),
      expected: optional(instantField('When it should be over.')),
      cause: optional(text('What it is, as a code.')),
    },
    example: {
      source: 'network',
      id: 'i-1:declared',
      subject: 'silo:network',
      time: '2015-05-04T07:40:00Z',
      data: { incident: 'i-1', areas: ['Fenway'], expected: '2015-05-04T12:00:00Z' },
    },
  }),
  define('incident.ended', {
    says: 'The disturbance is over.',
    fields: { incident, cause: optional(text('What it was, as a code.')) },
    example: {
      source: 'network',
      id: 'i-1:ended',
      subject: 'silo:network',
      time: '2015-05-04T11:30:00Z',
      data: { incident: 'i-1', cause: 'cable-cut' },
    },
  }),
]
