import type { CalendarEntry } from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Sender } from './sender.ts'

export interface Inviting {
  readonly organizer: Sender
  /** The customer's address. */
  readonly attendee: string
  /** What the mail itself says. */
  readonly text: string
  /** The same for every attempt. */
  readonly at: Instant
}

/**
 * An iTIP REQUEST or CANCEL with one event (RFC 5546 §3.2), in UTC. The organizer is who the mail is from: clients trust
 * no other, and send accept and decline there.
 */
export async function calendarPart(entry: CalendarEntry, { organizer, attendee, text, at }: Inviting): Promise<string> {
  const {
    default: ical,
    ICalAttendeeRole,
    ICalAttendeeStatus,
    ICalCalendarMethod,
    ICalEventStatus,
  } = await import('ical-generator')
  const isCancelled = entry.method === 'cancel'
  const calendar = ical({
    prodId: '-//troth//visits//EN',
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    start: new Date(entry.start),
    end: new Date(entry.end),
    stamp: new Date(at),
    summary: entry.summary,
    description: text,
    ...(entry.link === null ? {} : { url: entry.link }),
    organizer: { name: organizer.name === '' ? organizer.address : organizer.name, email: organizer.address },
    attendees: [
      { email: attendee, rsvp: !isCancelled, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.NEEDSACTION },
    ],
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
