import { flag, instantField, key, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const care = { source: 'care', subject: 'crm:123' }
const complaint = key('The complaint.')

export const complaintFacts: readonly FactType[] = [
  define('complaint.received', {
    says: 'A customer complained.',
    fields: {
      complaint,
      about: optional(key('The promise, visit or bill it is about.')),
      cause: optional(key('The cause code.')),
      silo: optional(key('The silo it is about.')),
      channel: optional(text('How.')),
      written: optional(flag('Whether in writing: some rules pay only then.')),
      due: optional(instantField('By when an answer was promised.')),
      wants: optional(text('The remedy sought, as a code.')),
      words: optional(personal(text('What they said.'))),
    },
    example: {
      ...care,
      id: 'cp-1:received',
      time: '2015-03-06T09:00:00Z',
      data: { complaint: 'cp-1', about: 'v-9', cause: 'late', channel: 'mail', written: true, words: 'Nobody came.' },
    },
  }),
  define('complaint.answered', {
    says: 'The complaint got an answer in substance; an acknowledgement is none.',
    fields: {
      complaint,
      decision: optional(text('What was decided.', ['upheld', 'partly-upheld', 'not-upheld'])),
      channel: optional(text('How.')),
      words: optional(personal(text('The answer.'))),
    },
    example: {
      ...care,
      id: 'cp-1:answered',
      time: '2015-03-12T15:00:00Z',
      data: { complaint: 'cp-1', decision: 'upheld' },
    },
  }),
  define('complaint.accepted', {
    says: 'The customer is content with the answer.',
    fields: { complaint, words: optional(personal(text('What they said.'))) },
    example: { ...care, id: 'cp-1:accepted', time: '2015-03-13T09:00:00Z', data: { complaint: 'cp-1' } },
  }),
  define('complaint.rejected', {
    says: 'The customer does not accept the answer: the complaint is open again.',
    fields: { complaint, words: optional(personal(text('What they said.'))) },
    example: {
      ...care,
      id: 'cp-1:rejected',
      time: '2015-03-13T09:00:00Z',
      data: { complaint: 'cp-1', words: 'The credit does not cover my day off.' },
    },
  }),
]
