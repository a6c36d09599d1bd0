import type { Sha256 } from '../../core/fact/subject.ts'
import { decisionId, type Decision } from '../../core/message/decision.ts'
import type { CaseRow } from '../../store/cases/open-cases.ts'
import type { MessageRow } from '../../store/outbox/queue-messages.ts'
import type { Known } from './known.ts'

const HOUR = 3_600_000

interface Opening {
  readonly sha256: Sha256
  readonly now: number
}

/** What the playbook wants a person to do. */
export function caseOfDecision(known: Known, decision: Decision, { sha256, now }: Opening): CaseRow {
  const kind = decision.action.do === 'case' ? decision.action.kind : 'case'
  return {
    bucket: known.bucket,
    id: `c-${decisionId(decision, sha256)}`,
    customer: known.subject,
    kind,
    about: decision.promise ?? decision.anchor,
    opened: now,
    due: null,
    says: `${decision.moment}: ${decision.because.reason}`,
  }
}

/** Somebody has to call: no channel took this message, and for a heads-up before its tell-by. */
export const caseOfUndeliverable = (message: MessageRow, why: string, now: number): CaseRow => ({
  bucket: message.bucket,
  id: `u-${message.decision}`,
  customer: message.customer,
  kind: message.heads_up ? 'call-customer' : 'undeliverable',
  about: message.message,
  opened: now,
  due: message.heads_up ? (message.tell_by ?? now + HOUR) : now + 24 * HOUR,
  says: `${message.moment} could not be said over ${message.channel}: ${why}`,
})
