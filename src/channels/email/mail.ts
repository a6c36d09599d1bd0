import { createHash } from 'node:crypto'
import type { SendMailOptions } from 'nodemailer'
import type { OutMessage } from '../../core/message/channel.ts'
import { calendarPart } from './calendar-part.ts'
import { htmlOf } from './html.ts'
import { messageIdOf } from './message-id.ts'
import { senderOf } from './sender.ts'
import type { EmailSettings } from './transport-options.ts'
import { unsubscribeHeaders } from './unsubscribe.ts'

/** nodemailer takes it, its types have forgotten it. */
type Mail = SendMailOptions & { readonly baseBoundary: string }

/** The mail of a message; the same for every attempt, to the letter. */
export async function mailOf(message: OutMessage, settings: EmailSettings): Promise<Mail> {
  const { from, envelopeFrom, replyTo } = settings
  // As a list of one, so that a comma in an address makes no second recipient.
  const to = [{ name: '', address: message.to ?? '' }]
  const subject = message.subject ?? firstLine(message.text)
  const html = htmlOf({ ...message, subject })
  return {
    from,
    to,
    ...(envelopeFrom === null ? {} : { envelope: { from: envelopeFrom, to } }),
    ...(replyTo === null ? {} : { replyTo }),
    subject,
    text: message.text,
    ...(html === undefined ? {} : { html }),
    ...(await invitation(message, settings)),
    date: new Date(message.at),
    messageId: messageIdOf(message.id, settings),
    // nodemailer draws one for each attempt otherwise, and two attempts would be two mails.
    baseBoundary: createHash('sha256').update(message.id).digest('hex').slice(0, 24),
    headers: {
      // RFC 3834 §5: no out-of-office answers to this.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': message.language,
      ...unsubscribeHeaders(message, settings),
    },
  }
}

async function invitation(
  { calendar, to, text, at }: OutMessage,
  { from }: EmailSettings,
): Promise<Pick<SendMailOptions, 'icalEvent'>> {
  if (calendar === null) return {}
  const content = await calendarPart(calendar, { organizer: senderOf(from), attendee: to ?? '', text, at })
  return { icalEvent: { method: calendar.method.toUpperCase(), filename: 'visit.ics', content } }
}

/** A mail without a subject looks like nothing from nobody. */
const firstLine = (text: string): string => text.split('\n', 1)[0]?.slice(0, 70) ?? ''
