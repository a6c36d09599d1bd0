import type { IncomingHttpHeaders } from 'node:http'
import type { ReadBody } from './facts/given.ts'
import { readBody } from './facts/read-body.ts'
import { problem } from './route.ts'

/** A command's body: one JSON object, read as strictly as facts are. */
export function readOneObject(
  headers: IncomingHttpHeaders,
  body: Buffer | undefined,
): { readonly value: unknown } | Extract<ReadBody, { refused: number }> {
  const type = (headers['content-type'] ?? '').toLowerCase().split(';')[0]?.trim()
  if (type !== 'application/json')
    return {
      refused: 415,
      problems: [problem('wrong-type', 'The body is not announced as JSON.', 'Send it as application/json.')],
    }
  const read = readBody(headers, body)
  if ('refused' in read) return read
  if (read.isOne) return { value: read.items[0] }
  return { refused: 400, problems: [problem('wrong-type', 'This is a list, not an object.', 'Send one object.')] }
}
