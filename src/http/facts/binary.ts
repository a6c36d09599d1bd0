import type { IncomingHttpHeaders } from 'node:http'
import { problem } from '../route.ts'
import type { ReadBody } from './given.ts'

const PREFIX = 'ce-'

/** CloudEvents' binary mode: the attributes are headers, the body is the data. */
export const isBinary = (headers: IncomingHttpHeaders): boolean =>
  headers['ce-id'] !== undefined || headers['ce-type'] !== undefined || headers['ce-specversion'] !== undefined

/** Header values are percent-encoded UTF-8 (CloudEvents HTTP binding 1.0.2, 3.1.3.2). */
export function binaryEvent(headers: IncomingHttpHeaders, data: unknown): ReadBody {
  const event: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(PREFIX) || typeof value !== 'string') continue
    const text = decoded(value)
    if (text === undefined) {
      const mend = 'Write each “%” in it as “%25”, and whatever is not ASCII as its UTF-8 bytes.'
      return { refused: 400, problems: [{ ...problem('wrong-form', BROKEN, mend), place: { path: name } }] }
    }
    event[name.slice(PREFIX.length)] = text
  }
  return { items: [{ ...event, data }], isOne: true }
}

const BROKEN = 'This header is not percent-encoded UTF-8.'

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
