import PostalMime, { type Attachment } from 'postal-mime'

/** A mail as a mailbox shows it. */
export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
  readonly html: string
  readonly parts: readonly Attachment[]
}

/** `raw` as bytes, one a letter. */
export async function readMail(raw: string): Promise<ReadMail> {
  const mail = await PostalMime.parse(Buffer.from(raw, 'latin1'), { attachmentEncoding: 'utf8' })
  const headers = new Map(mail.headers.map(({ key, value }) => [key, words(value)]))
  // The last line break ends the mail, not the text.
  const text = (mail.text ?? '').replaceAll('\r\n', '\n').replace(/\n$/, '')
  return { headers, text, html: mail.html ?? '', parts: mail.attachments }
}

/** RFC 2047 words of a header. */
const words = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, encoded: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(encoded, 'base64').toString() : printable(encoded.replaceAll('_', ' ')),
    )

const printable = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()
