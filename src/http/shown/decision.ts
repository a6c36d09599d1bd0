import type { DecisionRow } from '../../store/ledger/write-decisions.ts'
import type { AttemptRow } from '../../store/views/attempts-of.ts'
import type { WaitingRow } from '../../store/views/waiting-of.ts'
import type { AttemptView, DecisionView, WaitingMessageView } from '../../wire/decision-view.ts'
import { when, whenOrNull } from './instant.ts'

export function shownDecision(row: DecisionRow): DecisionView {
  const { id, customer, n, moment, anchor, occurrence, outcome, promise, version, because } = row
  const { nextWord = null, ...action } = row.action as DecisionView['action'] & { readonly nextWord?: number | null }
  return {
    id,
    customer,
    n,
    moment,
    anchor,
    occurrence,
    outcome: outcome as DecisionView['outcome'],
    at: when(row.at),
    eligible_at: when(row.eligible_at),
    promise,
    version,
    expected: whenOrNull(row.expected),
    next_word: whenOrNull(nextWord),
    action,
    because: because as DecisionView['because'],
    playbook_version: row.playbook_version,
    model_version: row.model_version,
    arm: row.arm,
    propensity: row.propensity,
  }
}

export const shownAttempt = ({ began, ended, ...rest }: AttemptRow): AttemptView => ({
  ...rest,
  began: when(began),
  ended: whenOrNull(ended),
})

export const shownWaiting = ({ send_at, valid_until, ...rest }: WaitingRow): WaitingMessageView => ({
  ...rest,
  send_at: when(send_at),
  valid_until: when(valid_until),
})
