import { count, flag, instantField, key, oneOf, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'
import type { Origin } from '../fact.ts'

const common = {
  message: key('The message.'),
  decision: optional(key('The decision it carries out.')),
  channel: optional(key('The channel.')),
  rung: optional(count('The rung of the ladder.')),
  promise: optional(key('The promise it speaks of.')),
  version: optional(count('The promise’s version it speaks of.')),
  heads_up: optional(flag('Whether it is word that the promise will not hold.')),
}

interface Fate {
  readonly type: string
  readonly says: string
  readonly origins?: readonly Origin[]
  readonly fields?: Parameters<typeof define>[1]['fields']
  readonly data?: Readonly<Record<string, unknown>>
}

const FATES: readonly Fate[] = [
  {
    type: 'message.queued',
    says: 'A message waits to leave.',
    fields: {
      class: oneOf('Its class.', ['urgent', 'service', 'marketing']),
      template: optional(key('The text it is made of.')),
      send_at: optional(instantField('When it is to leave.')),
      to: optional(personal(text('Where to.'))),
      words: optional(personal(text('What it says.'))),
    },
    data: { class: 'service', template: 'heads-up', send_at: '2015-03-05T07:00:00Z', to: '+441632960001' },
  },
  {
    type: 'message.accepted',
    says: 'The provider took it: it has left the house.',
    origins: ['engine', 'outside'],
    fields: { provider_id: optional(key('The provider’s own id.')) },
    data: { provider_id: 'SM1' },
  },
  {
    type: 'message.delivered',
    says: 'The provider says that it arrived.',
    origins: ['engine', 'outside'],
  },
  {
    type: 'message.failed',
    says: 'It did not arrive; the next rung is tried.',
    origins: ['engine', 'outside'],
    fields: { code: optional(key('The provider’s code.')), reason: optional(text('Why, in our codes.')) },
    data: { code: '30003', reason: 'unreachable' },
  },
  {
    type: 'message.superseded',
    says: 'It was no longer true and did not leave.',
    fields: { reason: optional(text('Why, as a code.')) },
    data: { reason: 'promise-moved' },
  },
  {
    type: 'message.not-allowed',
    says: 'It did not leave: its customer allows it over no channel, or quiet hours or a cap would have kept it too long.',
    fields: { reason: optional(text('Why, in words.')) },
    data: { reason: 'the customer has said that they want no such messages' },
  },
  {
    type: 'message.unknown',
    says: 'Nobody can say whether it left; it is not repeated on that channel.',
    fields: { reason: optional(text('Why, as a code.')) },
    data: { reason: 'crash' },
  },
]

export const engineMessageFacts: readonly FactType[] = FATES.map(({ type, says, origins, fields, data }) =>
  define(type, {
    says,
    origins: origins ?? ['engine'],
    fields: { ...common, ...fields },
    example: {
      source: 'troth',
      id: `${type.replace('.', '-')}:1`,
      subject: 'crm:123',
      time: '2015-03-05T07:00:02Z',
      data: { message: 'm-12', decision: 'd-1', channel: 'sms', ...data },
    },
  }),
)
