import type { ImapFlow } from 'imapflow'
import type { Hear, Heard } from '../../../core/message/channel.ts'
import { minutes, type Duration } from '../../../core/time/instant.ts'
import { openBell, type Bell } from './bell.ts'
import { openMailbox, settle, type ImapSettings } from './mailbox.ts'
import { readReceived, type ReceivedMail } from './received.ts'

export interface InboxOptions {
  readonly settings: ImapSettings
  readonly read: (mail: ReceivedMail) => Promise<readonly Heard[]>
  readonly hear: Hear
}

/** The first pause before connecting again; it doubles up to the longest. */
const FIRST_PAUSE: Duration = 1000
const LONGEST_PAUSE: Duration = minutes(5)
/** Of a mail; what is longer is pictures. 256 KB are 40,000 words. */
const READ_BYTES = 256 * 1024

/**
 * Reads a mailbox until it is stopped: at once when something comes (IDLE), each `poll` all the same, and on a new
 * connection when the old one is gone. A mail is marked, or moved, only when what it says is on record; until then it
 * is read again, and says the same under the same id. What is left to read is asked of the server each time, by its own
 * marks, so that no number of ours can go stale when the mailbox is rebuilt (UIDVALIDITY).
 */
export function openInbox(options: InboxOptions): { stop(): Promise<void> } {
  const [news, stopped] = [openBell(), openBell()]
  const inbox: Inbox = { ...options, news, isStopped: () => stopped.wasRung() }
  const run = async (): Promise<void> => {
    let pause = FIRST_PAUSE
    while (!stopped.wasRung()) {
      const began = performance.now()
      await session(inbox).catch(() => undefined)
      pause = performance.now() - began > LONGEST_PAUSE ? FIRST_PAUSE : pause
      await stopped.heard(pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopped.ring()
      news.ring()
      await running
    },
  }
}

interface Inbox extends InboxOptions {
  readonly news: Bell
  readonly isStopped: () => boolean
}

/** One connection, until it breaks or nobody listens any more. */
async function session(inbox: Inbox): Promise<void> {
  const { settings, news, isStopped } = inbox
  const client = await openMailbox(settings)
  client.on('exists', () => news.ring())
  client.on('close', () => news.ring())
  try {
    while (!isStopped() && client.usable) {
      news.rest()
      for (const uid of await unread(client, settings)) if (!isStopped()) await readOne(client, uid, inbox)
      if (isStopped() || !client.usable) break
      // Broken off by the next command; without IDLE at the server, the poll is all there is.
      client.idle().catch(() => undefined)
      await news.heard(settings.poll)
    }
  } finally {
    client.close()
  }
}

async function readOne(client: ImapFlow, uid: number, { settings, read, hear }: Inbox): Promise<void> {
  const wanted = { source: { maxLength: READ_BYTES }, internalDate: true }
  const fetched = await client.fetchOne(String(uid), wanted, { uid: true })
  if (fetched === false || fetched.source === undefined) return
  const at = new Date(fetched.internalDate ?? 0).getTime()
  const heard = await readReceived(fetched.source, at).then(read, () => null)
  try {
    if (heard !== null && heard.length > 0) await hear(heard)
  } catch {
    return // Not on record: it stays as it is, and the next round reads it again.
  }
  await settle(client, { uid, isUnreadable: heard === null }, settings.moveTo)
}

/** Unread by its own mark; or all of it, where what was heard is moved away. */
async function unread(client: ImapFlow, { moveTo }: ImapSettings): Promise<readonly number[]> {
  const found = await client.search(moveTo === null ? { seen: false } : { all: true }, { uid: true })
  return found === false ? [] : found
}
