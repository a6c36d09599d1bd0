import type { FailedReason, Heard } from '../../../core/message/channel.ts'
import { isAutomatic } from './automatic.ts'
import { headerOf, type ReceivedMail } from './received.ts'

/**
 * What a mail server reports of a mail of ours (RFC 3464); null: it is no report of that kind. An empty list: a report of
 * a delay, or of a mail that is none of ours.
 */
export function readBounce(mail: ReceivedMail, isOurs: (messageId: string) => boolean): readonly Heard[] | null {
  const status = mail.parts.find(({ type }) => type === 'message/delivery-status')
  // OpenSMTPD 6.8 calls it multipart/mixed; a report that a person passes on is neither.
  const isReport = /^multipart\/report/i.test(headerOf(mail, 'content-type')) || isAutomatic(mail)
  if (status === undefined || !isReport) return null
  const failed = fieldGroups(status.content).find(({ action }) => action?.toLowerCase() === 'failed')
  const providerId = returnedId(mail)
  if (failed === undefined || providerId === null || !isOurs(providerId)) return []
  const code = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(failed['status'] ?? '')?.[0] ?? null
  return [{ heard: 'receipt', providerId, outcome: 'failed', reason: reasonOf(code), code, at: mail.at }]
}

/** RFC 3463: 2.3 and 3.4 too big, 7.x policy. All the rest means that this mailbox takes nothing of ours. */
function reasonOf(code: string | null): FailedReason {
  if (code === null) return 'unreachable'
  if (/^\d\.(2\.3|3\.4)$/.test(code)) return 'too-long'
  return /^\d\.7\./.test(code) ? 'refused' : 'unreachable'
}

type Fields = Readonly<Record<string, string>>

/** One group for the mail, one for each recipient, with a blank line between (RFC 3464 §2.1). */
const fieldGroups = (content: string): readonly Fields[] =>
  content
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .map((group) =>
      Object.fromEntries(
        group
          .split('\n')
          .filter((line) => line.includes(':'))
          .map((line) => [
            line.slice(0, line.indexOf(':')).trim().toLowerCase(),
            line.slice(line.indexOf(':') + 1).trim(),
          ]),
      ),
    )

/** Of the mail that comes back with the report, whole or its head alone. */
function returnedId({ parts }: ReceivedMail): string | null {
  const returned = parts.find(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers')
  const head = (returned?.content ?? '').replaceAll('\r\n', '\n').split('\n\n', 1)[0] ?? ''
  return /^message-id:\s*(<[^<>\s]+>)/im.exec(head)?.[1] ?? null
}
