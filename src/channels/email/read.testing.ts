/** A plain-text mail as a mailbox shows it; only what nodemailer writes is understood. */
export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

export function readMail(raw: string): ReadMail {
  const [head = '', ...parts] = raw.split('\r\n\r\n')
  const headers = new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), words(line.slice(line.indexOf(':') + 1).trim())]),
  )
  const body = parts.join('\r\n\r\n')
  // The last line break ends the mail, not the text.
  const text = decoded(body, headers.get('content-transfer-encoding')).replace(/\r?\n$/, '')
  return { headers, text: text.replaceAll('\r\n', '\n') }
}

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === '7bit') return body
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  if (encoding === 'quoted-printable') return printable(body.replaceAll('=\r\n', ''), /=([0-9A-F]{2})/g)
  throw new Error(`not expected: ${encoding}`)
}

const printable = (text: string, escape: RegExp): string =>
  Buffer.from(
    text.replaceAll(escape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()

/** RFC 2047 words of a header. */
const words = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, encoded: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(encoded, 'base64').toString()
        : printable(encoded.replaceAll('_', ' '), /=([0-9A-F]{2})/g),
    )
