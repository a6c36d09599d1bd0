import { count, instantField, key, list, number, optional, share, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

const fields = {
  decision: key('The decision.'),
  anchor: key('What it hangs on: a promise’s version or a fact.'),
  moment: key('The moment.'),
  occurrence: key('0, the n of a repeat, the causing fact; `unanswered` or `unanswered-case` when nobody answered.'),
  rule: optional(key('What decided, in the playbook.')),
  reason: optional(text('Why, as a code.')),
  facts: optional(list('The facts it rests on.', key('One fact.'))),
  playbook_version: optional(key('The playbook’s version.')),
  model_version: optional(key('The model’s version.')),
  eligible_at: optional(instantField('From when it could have been decided.')),
  arm: optional(key('The draw.')),
  propensity: optional(share('How likely that draw was.')),
  rung: optional(count('The rung of the ladder.')),
  lead_minutes: optional(number('Minutes before due.to.')),
}

const OUTCOMES: readonly (readonly [string, string, string])[] = [
  ['said', 'Something was to be said, and a message was planned.', 'level-reached'],
  ['held', 'Nothing was said, for the reason named.', 'no-forecast'],
  ['superseded', 'What was planned is no longer true and did not leave.', 'promise-moved'],
  ['too-late', 'The time it was meant for has passed.', 'valid-for'],
  ['withheld', 'The customer was drawn to be left out.', 'holdout'],
  ['not-allowed', 'Consent, quiet hours or a cap forbid it.', 'no-consent'],
]

export const engineDecisionFacts: readonly FactType[] = OUTCOMES.map(([outcome, says, reason]) =>
  define(`decision.${outcome}`, {
    says,
    origins: ['engine'],
    fields,
    example: {
      source: 'troth',
      id: `decision-${outcome}:1`,
      subject: 'crm:123',
      time: '2015-03-05T07:00:00Z',
      data: {
        decision: 'd-1',
        anchor: 'open-door.visit_window/v-9#1',
        moment: 'running_late',
        occurrence: '0',
        rule: 'open-door.visit_window.running_late',
        reason,
        facts: ['field-service v-9:booked'],
        propensity: 1,
      },
    },
  }),
)
