import { createHash } from 'node:crypto'
import type { Heard } from '../../../core/message/channel.ts'
import { messageOf, type MessageIdSettings } from '../message-id.ts'
import { senderOf } from '../sender.ts'
import { isAutomatic } from './automatic.ts'
import { readBounce } from './bounce.ts'
import { readCalendarReply } from './calendar-reply.ts'
import { htmlWords } from './html-words.ts'
import { ownWords } from './own-words.ts'
import { headerOf, type ReceivedMail } from './received.ts'

/**
 * What a mail says to us. Nothing: a machine wrote it, or we did. A calendar's answer is sent by a machine, but for
 * somebody who pressed a button, so it is looked for before machines are turned away.
 */
export async function heardIn(mail: ReceivedMail, settings: MessageIdSettings): Promise<readonly Heard[]> {
  const bounce = readBounce(mail, (id) => messageOf(id, settings) !== null)
  if (bounce !== null) return bounce
  const { from } = mail
  if (from === null || from === senderOf(settings.from).address.toLowerCase()) return []
  const calendar = await readCalendarReply(mail)
  if (calendar === null && isAutomatic(mail)) return []
  return [
    {
      heard: 'reply',
      id: mail.messageId ?? digestOf(mail),
      from,
      words: ownWords(mail.text.trim() === '' && mail.html !== null ? htmlWords(mail.html) : mail.text),
      button: null,
      answers: answered(mail, settings),
      calendar,
      at: mail.at,
    },
  ]
}

/** The mail it answers, else the nearest of ours above it in its thread. */
function answered(mail: ReceivedMail, settings: MessageIdSettings): { readonly message: string } | null {
  const references = idsIn(headerOf(mail, 'references')).toReversed()
  for (const id of [...idsIn(headerOf(mail, 'in-reply-to')), ...references]) {
    const message = messageOf(id, settings)
    if (message !== null) return { message }
  }
  return null
}

const idsIn = (header: string): readonly string[] => header.match(/<[^<>\s]+>/g) ?? []

/** Of a mail without a Message-ID, so that it is the same mail when it is read again. */
const digestOf = ({ from, subject, text, at }: ReceivedMail): string =>
  createHash('sha256').update(`${from}\n${subject}\n${at}\n${text}`).digest('hex').slice(0, 32)
