import { currency, decimal, instantField, key, list, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'
import type { Origin } from '../fact.ts'

const byUs: readonly Origin[] = ['engine', 'person']
const troth = { source: 'troth', subject: 'crm:123' }
const workCase = key('The case.')
const remedy = key('The remedy.')

const cases: readonly FactType[] = [
  define('case.opened', {
    says: 'There is work for a person.',
    origins: byUs,
    fields: {
      case: workCase,
      kind: key('Of what kind: `recovery`, `call-to-confirm`.'),
      owner: optional(key('The silo it is for.')),
      about: optional(key('The promise it is about.')),
      due: optional(instantField('By when it is to be done.')),
      next_update: optional(instantField('By when the customer hears again.')),
    },
    example: {
      ...troth,
      id: 'case-opened:1',
      time: '2015-03-05T12:00:00Z',
      data: { case: 'ca-1', kind: 'recovery', owner: 'care', about: 'v-9', due: '2015-03-06T17:00:00Z' },
    },
  }),
  define('case.assigned', {
    says: 'A person has the case.',
    origins: byUs,
    fields: { case: workCase, assignee: key('Who, as the house names its people.') },
    example: {
      ...troth,
      id: 'case-assigned:1',
      time: '2015-03-05T12:10:00Z',
      data: { case: 'ca-1', assignee: 'agent-4' },
    },
  }),
  define('case.escalated', {
    says: 'The case went one rung up.',
    origins: byUs,
    fields: { case: workCase, to: key('To whom.'), reason: optional(text('Why, as a code.')) },
    example: {
      ...troth,
      id: 'case-escalated:1',
      time: '2015-03-06T17:00:00Z',
      data: { case: 'ca-1', to: 'care-lead', reason: 'overdue' },
    },
  }),
  define('case.closed', {
    says: 'The work is done.',
    origins: byUs,
    fields: {
      case: workCase,
      result: optional(text('How it ended, as a code.')),
      words: optional(personal(text('Notes.'))),
    },
    example: {
      ...troth,
      id: 'case-closed:1',
      time: '2015-03-06T11:00:00Z',
      data: { case: 'ca-1', result: 'rebooked', words: 'Called, rebooked for Friday.' },
    },
  }),
]

const remedies: readonly FactType[] = [
  define('remedy.granted', {
    says: 'The customer is owed something; paying it is a promise.',
    // A silo's own system and an agent grant remedies too.
    origins: ['engine', 'person', 'outside'],
    fields: {
      remedy,
      pay_by: instantField('By when.'),
      kind: optional(text('What.', ['credit', 'refund', 'new-visit', 'goodwill'])),
      amount: optional(decimal('How much.')),
      currency: optional(currency('In what.')),
      promise: optional(key('The broken promise it is for.')),
      policy: optional(key('The policy that grants it.')),
      because: optional(list('The facts it rests on.', key('One fact.'))),
    },
    example: {
      ...troth,
      id: 'remedy-granted:1',
      time: '2015-03-05T12:00:00Z',
      data: {
        remedy: 'r-8',
        pay_by: '2015-04-04T22:59:00Z',
        kind: 'credit',
        amount: '30.49',
        currency: 'GBP',
        promise: 'v-9',
        policy: 'uk-ofcom-autocomp',
      },
    },
  }),
  define('remedy.refused', {
    says: 'Nothing is owed after all, for a reason with evidence.',
    origins: ['engine', 'person', 'outside'],
    fields: {
      remedy,
      promise: optional(key('The promise it would have been for.')),
      policy: optional(key('The policy.')),
      reason: text('The exclusion, as a code.', ['customer-absent', 'civil-emergency', 'customer-cancelled']),
      because: optional(list('The facts it rests on.', key('One fact.'))),
    },
    example: {
      ...troth,
      id: 'remedy-refused:1',
      time: '2015-03-05T12:00:00Z',
      data: { remedy: 'r-9', promise: 'v-10', policy: 'uk-ofcom-autocomp', reason: 'customer-absent' },
    },
  }),
]

export const engineCaseFacts: readonly FactType[] = [...cases, ...remedies]
