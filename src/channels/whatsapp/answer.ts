import { z } from 'zod'
import type { SendAnswer } from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'
import { fateOfStatus } from '../webhook/answer.ts'
import type { Posted } from '../webhook/post.ts'
import { meaningOf } from './errors.ts'

const accepted = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) })
const refused = z.object({ error: z.object({ code: z.int(), message: z.string().default('') }) })

/** What the Cloud API's answer means. An error in its own words settles it: nothing was sent. */
export function fateOfAnswer({ status, retryAfter, words }: Posted, now: Instant): SendAnswer {
  const body = parsed(words)
  if (status >= 200 && status < 300) {
    const read = accepted.safeParse(body)
    if (read.success) return { fate: 'accepted', providerId: read.data.messages[0]?.id ?? null }
    return { fate: 'unknown', reason: 'bad-answer', words: `${status} without a message’s id` }
  }
  const read = refused.safeParse(body)
  if (!read.success) return fateOfStatus({ status, retryAfter, providerId: null, words, now })
  const { code, message } = read.data.error
  const meaning = meaningOf(code)
  if ('fails' in meaning) return { fate: 'failed', reason: meaning.fails, code: String(code), words: message }
  return { fate: 'later', after: meaning.after, reason: meaning.waits, words: `${code} ${message}`.trim() }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
