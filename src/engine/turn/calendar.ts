import type { Decision } from '../../core/message/decision.ts'
import { calendarOfKey } from '../../core/visit/calendar.ts'
import type { StoredLook } from '../words/text-look.ts'
import type { Known } from './known.ts'

/**
 * What a message about a visit keeps for the customer's calendar. Which messages carry it is their text's to say, and
 * texts are not known here.
 */
export function visitInCalendar(known: Known, decision: Decision): Pick<StoredLook, 'calendar'> {
  if (decision.action.do !== 'say') return {}
  const key = visitKey(known, decision)
  if (key === null) return {}
  const { facts, customer } = known.turn.ledger
  const calendar = calendarOfKey([...facts.values()], key, customer)
  return calendar === undefined ? {} : { calendar }
}

/** Of the fact that caused it, else of the one that made its promise; null: it speaks of no visit. */
function visitKey({ turn }: Known, { because, promise }: Decision): string | null {
  const made = promise === null ? undefined : turn.published.get(promise)?.versions[0]?.evidence[0]?.fact
  for (const ref of [because.facts[0], made]) {
    const key = ref === undefined ? undefined : turn.ledger.facts.get(ref)?.data['visit']
    if (typeof key === 'string') return key
  }
  return null
}
