import type { Heard } from '../../../core/message/channel.ts'
import type { ReceivedMail } from './received.ts'

export type CalendarAnswer = NonNullable<Extract<Heard, { heard: 'reply' }>['calendar']>

const ANSWERS: Readonly<Record<string, CalendarAnswer['answer']>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
}

/** What a customer pressed in their calendar (RFC 5546 §3.2.3); null: nothing. Never throws. */
export async function readCalendarReply({ parts }: ReceivedMail): Promise<CalendarAnswer | null> {
  for (const { type, content } of parts) {
    if (type !== 'text/calendar' && type !== 'application/ics') continue
    const answer = await answerIn(content)
    if (answer !== null) return answer
  }
  return null
}

async function answerIn(ics: string): Promise<CalendarAnswer | null> {
  const { default: ICAL } = await import('ical.js')
  try {
    const calendar = new ICAL.Component(ICAL.parse(ics) as [])
    const method = String(calendar.getFirstPropertyValue('method')).toUpperCase()
    const event = calendar.getFirstSubcomponent('vevent')
    const uid = event?.getFirstPropertyValue('uid')
    if (typeof uid !== 'string') return null
    // Who proposes another time (§3.2.7) does not come at this one.
    if (method === 'COUNTER') return { uid, answer: 'declined' }
    const status = event?.getFirstProperty('attendee')?.getFirstParameter('partstat')
    const answer = method === 'REPLY' ? ANSWERS[String(status).toUpperCase()] : undefined
    return answer === undefined ? null : { uid, answer }
  } catch {
    return null
  }
}
