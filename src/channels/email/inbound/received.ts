import type { Email } from 'postal-mime'
import type { Instant } from '../../../core/time/instant.ts'

/** A mail that came in, taken apart. */
export interface ReceivedMail {
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  readonly messageId: string | null
  /** The address alone, in small letters. */
  readonly from: string | null
  readonly subject: string
  readonly text: string
  readonly html: string | null
  /** In the order they stand; each in UTF-8, or as it came where it is no text. */
  readonly parts: readonly { readonly type: string; readonly method: string | null; readonly content: string }[]
  /** When the mailbox got it: a sender's own date is what the sender likes. */
  readonly at: Instant
}

/** Charsets, transfer encodings and nesting are postal-mime's to undo. */
export async function readReceived(source: Uint8Array, at: Instant): Promise<ReceivedMail> {
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(source, { forceRfc822Attachments: true, maxNestingDepth: 20 })
  return {
    headers: mail.headers,
    messageId: mail.messageId ?? null,
    from: addressIn(mail.from),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    parts: mail.attachments.map(({ mimeType, method = null, content }) => ({
      type: mimeType,
      method,
      content: typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8'),
    })),
    at,
  }
}

const addressIn = (from: Email['from']): string | null => {
  const address = from?.address?.trim().toLowerCase()
  return address === undefined || !/^[^\s@]+@[^\s@]+$/.test(address) ? null : address
}

export const headerOf = ({ headers }: Pick<ReceivedMail, 'headers'>, key: string): string =>
  headers.find((header) => header.key === key)?.value.trim() ?? ''
