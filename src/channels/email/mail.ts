import type { SendMailOptions } from 'nodemailer'
import type { OutMessage } from '../../core/message/channel.ts'
import type { EmailSettings } from './transport-options.ts'

/** The mail of a message; the same for every attempt, to the letter. */
export function mailOf(message: OutMessage, settings: EmailSettings): SendMailOptions {
  const { from, envelopeFrom, replyTo } = settings
  // As a list of one, so that a comma in an address makes no second recipient.
  const to = [{ name: '', address: message.to ?? '' }]
  return {
    from,
    to,
    ...(envelopeFrom === null ? {} : { envelope: { from: envelopeFrom, to } }),
    ...(replyTo === null ? {} : { replyTo }),
    subject: message.subject ?? firstLine(message.text),
    text: message.text,
    date: new Date(message.at),
    messageId: messageIdOf(message.id, settings),
    // RFC 3834 §5: no out-of-office answers to this.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.language },
  }
}

/** `<m-12@acme.example>`: a mailbox, or a person, sees that two mails are one message. */
export function messageIdOf(id: string, { messageIdDomain, from }: EmailSettings): string {
  const domain = messageIdDomain ?? /@([^\s<>@]+)/.exec(from)?.[1] ?? 'localhost'
  const left = id.replace(/[^A-Za-z0-9._-]/g, (letter) => `=${letter.charCodeAt(0).toString(16)}`)
  return `<${left}@${domain}>`
}

/** A mail without a subject looks like nothing from nobody. */
const firstLine = (text: string): string => text.split('\n', 1)[0]?.slice(0, 70) ?? ''
