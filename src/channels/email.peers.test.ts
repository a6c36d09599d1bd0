import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import ICAL from 'ical.js'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CalendarEntry, Channel, Hear, Heard } from '../core/message/channel.ts'
import { calendarUid } from '../core/visit/calendar.ts'
import { messageOf } from './contract.testing.ts'
import { openEmail } from './email.ts'
import { openMailbox } from './email/inbound/mailbox.ts'
import { canRunMailHouse, mailHouse, type MailHouse } from './email/mail-house.testing.ts'
import { readMail, type ReadMail } from './email/read.testing.ts'
import type { EmailSettings } from './email/transport-options.ts'
import { describeHearing, type Said } from './hears.testing.ts'

const SAM = 'sam@customer.example'
const VISITS = 'visits@acme.example'
/** Where people read, too. */
const CARE = 'care@acme.example'
const UID = calendarUid('v-9', '0123456789abcdef')

const settingsAt = (house: MailHouse): EmailSettings => ({
  host: '127.0.0.1',
  port: house.smtp,
  tls: 'none',
  ca: null,
  auth: null,
  from: `Acme <${VISITS}>`,
  envelopeFrom: null,
  replyTo: null,
  receives: false,
  imap: imapAt(house, VISITS),
  unsubscribe: null,
  messageIdDomain: null,
  name: null,
  atOnce: 3,
  timeouts: { connect: 2000, greeting: 2000, silence: 2000, whole: 5000 },
})

const imapAt = ({ imap, password }: MailHouse, user: string) =>
  ({
    host: '127.0.0.1',
    port: imap,
    tls: 'none',
    ca: null,
    auth: { user, password },
    folder: 'INBOX',
    moveTo: null,
    poll: 100,
  }) as const

/** What has come to a mailbox, once there is as much as that; read as a customer's program reads it. */
async function mailsTo(house: MailHouse, user: string, count: number): Promise<readonly ReadMail[]> {
  const client = await openMailbox(imapAt(house, user))
  try {
    while (client.mailbox !== false && client.mailbox.exists < count) {
      const more = once(client, 'exists')
      client.idle().catch(() => undefined)
      await more
    }
    const sources = (await client.fetchAll('1:*', { source: true })).map(({ source }) => source)
    return await Promise.all(sources.map((source) => readMail(source?.toString('latin1') ?? '')))
  } finally {
    client.close()
  }
}

/** A mail of somebody's, from their own program to the house. */
async function write({ smtp }: MailHouse, mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtp, ignoreTLS: true })
  await transport.sendMail({ from: SAM, to: VISITS, ...mail })
  transport.close()
}

/** Into a mailbox at once: OpenSMTPD takes a second for each. */
async function put({ lmtp }: MailHouse, mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: lmtp, ignoreTLS: true, lmtp: true })
  await transport.sendMail({ from: SAM, to: VISITS, ...mail })
  transport.close()
}

const DSN = (providerId: string): SendMailOptions => ({
  envelope: { from: '', to: VISITS },
  raw: [
    'From: Mail Delivery System <MAILER-DAEMON@mx.customer.example>',
    `To: ${VISITS}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"',
    '',
    '--=_b',
    'Content-Type: text/plain',
    '',
    'I am sorry.',
    '--=_b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.example',
    '',
    'Final-Recipient: rfc822; sam@customer.example',
    'Action: failed',
    'Status: 5.1.1',
    '--=_b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${providerId}`,
    '--=_b--',
    '',
  ].join('\r\n'),
})

const idOf = (heard: Heard): string => (heard.heard === 'receipt' ? heard.providerId : heard.id)

interface Listening {
  readonly channel: Channel
  /** What was heard, once there is as much as that. */
  readonly until: (count: number) => Promise<readonly Heard[]>
}

describe.runIf(canRunMailHouse)('with OpenSMTPD and Dovecot', () => {
  let house: MailHouse
  beforeAll(async () => {
    house = await mailHouse([SAM, VISITS, CARE])
  })
  afterAll(() => house.stop())

  const listening = async (run: (meeting: Listening) => Promise<void>, at: MailHouse = house): Promise<void> => {
    const heard: Heard[] = []
    let ring: () => void = () => undefined
    const channel = openEmail(settingsAt(at), Date.now)
    channel.listen?.(async (words) => {
      // As the engine does: the same word said again is the same word.
      heard.push(...words.filter((word) => !heard.some((known) => idOf(known) === idOf(word))))
      ring()
    })
    const until = async (count: number): Promise<readonly Heard[]> => {
      while (heard.length < count) await new Promise<void>((resolve) => (ring = resolve))
      return heard
    }
    try {
      await run({ channel, until })
    } finally {
      await channel.close()
    }
  }

  test('a visit asked, moved and taken back reaches the customer’s calendar as one entry', async () => {
    const channel = openEmail(settingsAt(house), Date.now)
    const entry = (other: Partial<CalendarEntry>): CalendarEntry => ({
      method: 'request',
      uid: UID,
      sequence: 0,
      start: Date.UTC(2026, 11, 1, 8),
      end: Date.UTC(2026, 11, 1, 12),
      summary: 'Acme, Überprüfung; “Glasfaser”',
      link: 'https://acme.example/v/x',
      ...other,
    })
    const later = { start: Date.UTC(2026, 11, 2, 8), end: Date.UTC(2026, 11, 2, 12) }
    const told = [entry({}), entry({ sequence: 1, ...later }), entry({ method: 'cancel', sequence: 2, ...later })]
    for (const [n, calendar] of told.entries()) {
      expect(await channel.send(messageOf({ id: `c-${n}`, to: SAM, calendar }))).toMatchObject({ fate: 'accepted' })
      await mailsTo(house, SAM, n + 1)
    }
    expect(await channel.check()).toBeNull()
    await channel.close()
    const read = (await mailsTo(house, SAM, 3)).map(({ text, parts }) => {
      expect(text).toBe(messageOf().text)
      const part = parts.find(({ mimeType }) => mimeType === 'text/calendar')
      const calendar = new ICAL.Component(ICAL.parse(part?.content as string) as [])
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
      expect(part?.method).toBe(calendar.getFirstPropertyValue('method'))
      expect(event.organizer).toBe(`mailto:${VISITS}`)
      expect(event.attendees.map((attendee) => String(attendee.getFirstValue()).toLowerCase())).toEqual([
        `mailto:${SAM}`,
      ])
      return {
        method: String(part?.method).toLowerCase(),
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toJSDate().getTime(),
        end: event.endDate.toJSDate().getTime(),
        summary: event.summary,
        link: event.component.getFirstPropertyValue('url'),
      }
    })
    expect(read).toEqual(told)
  })

  test('what a customer writes back is heard, without the mail they quote', () =>
    listening(async ({ until }) => {
      const text =
        'Geht auch später?\nGrüße, Sam\n\nAm Di., 1. Dez. 2026 um 10:02 schrieb Acme <visits@acme.example>:\n> Wir kommen.\n'
      await write(house, {
        subject: 'Re: We come on Tuesday',
        inReplyTo: '<m-12@acme.example>',
        messageId: '<first@customer.example>',
        raw: Buffer.from(
          [
            `From: Sam <${SAM}>`,
            `To: ${VISITS}`,
            'Subject: Re: We come on Tuesday',
            'Message-ID: <first@customer.example>',
            'In-Reply-To: <m-12@acme.example>',
            'Content-Type: text/plain; charset=iso-8859-1',
            'Content-Transfer-Encoding: 8bit',
            '',
            text.replaceAll('\n', '\r\n'),
          ].join('\r\n'),
          'latin1',
        ),
      })
      expect(await until(1)).toMatchObject([
        {
          heard: 'reply',
          id: '<first@customer.example>',
          from: SAM,
          words: 'Geht auch später?\nGrüße, Sam',
          answers: { message: 'm-12' },
          calendar: null,
        },
      ])
    }))

  test('an out-of-office note is no reply, and what comes after it is heard', () =>
    listening(async ({ until }) => {
      await write(house, { subject: 'Away', text: 'I am away.', headers: { 'Auto-Submitted': 'auto-replied' } })
      await write(house, { subject: 'Re: visit', text: '1' })
      expect(await until(1)).toMatchObject([{ heard: 'reply', words: '1', answers: null }])
    }))

  test('a calendar that declines is heard of its visit', () =>
    listening(async ({ until }) => {
      const content = [
        'BEGIN:VCALENDAR',
        'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
        'VERSION:2.0',
        'METHOD:REPLY',
        'BEGIN:VEVENT',
        'DTSTART:20261201T080000Z',
        'DTSTAMP:20261130T100000Z',
        `UID:${UID}`,
        'SEQUENCE:1',
        `ATTENDEE;PARTSTAT=DECLINED;CN=Sam:mailto:${SAM}`,
        `ORGANIZER:mailto:${VISITS}`,
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n')
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await write(house, { subject: 'Declined: Acme', text: '', headers, icalEvent: { method: 'REPLY', content } })
      expect(await until(1)).toMatchObject([{ heard: 'reply', from: SAM, calendar: { uid: UID, answer: 'declined' } }])
    }))

  test('a mailbox that is not there is heard of as a failed receipt of that very message', () =>
    listening(async ({ channel, until }) => {
      const answer = await channel.send(messageOf({ id: 'dead', to: 'nobody@customer.example' }))
      const providerId = answer.fate === 'accepted' ? answer.providerId : expect.unreachable()
      expect(await until(1)).toMatchObject([
        {
          heard: 'receipt',
          providerId,
          outcome: 'failed',
          reason: 'unreachable',
          code: expect.stringMatching(/^5\.\d\.\d$/),
        },
      ])
    }))

  test('a connection that breaks is made again, and what came meanwhile is heard', async () => {
    const sockets = new Set<Socket>()
    const between = createServer((socket) => {
      const onward = connect(house.imap, '127.0.0.1')
      for (const one of [socket, onward]) sockets.add(one.on('error', () => undefined))
      socket.pipe(onward).pipe(socket)
    }).listen(0, '127.0.0.1')
    await once(between, 'listening')
    const { port } = between.address() as AddressInfo
    await listening(
      async ({ until }) => {
        await write(house, { subject: 'Re: visit', text: 'before' })
        await until(1)
        for (const socket of sockets) socket.destroy()
        await write(house, { subject: 'Re: visit', text: 'after' })
        expect(await until(2)).toMatchObject([{ words: 'before' }, { words: 'after' }])
      },
      { ...house, imap: port },
    )
    for (const socket of sockets) socket.destroy()
    between.close()
  })

  test('where people read too, what was heard is moved away, twice as well as once', async () => {
    for (const count of [1, 2]) {
      const imap = { ...imapAt(house, CARE), moveTo: 'Heard' }
      const channel = openEmail({ ...settingsAt(house), imap }, Date.now)
      await put(house, { to: CARE, subject: 'Re: visit', text: '1' })
      await new Promise<void>((resolve) => channel.listen?.(async () => resolve()))
      await channel.close()
      const [left, moved] = [await openMailbox(imapAt(house, CARE)), await openMailbox({ ...imap, folder: 'Heard' })]
      expect([left.mailbox, moved.mailbox]).toMatchObject([{ exists: 0 }, { exists: count }])
      left.close()
      moved.close()
    }
  })

  describeHearing({
    name: 'email',
    says: ['failed', 'reply'],
    from: SAM,
    ids: true,
    meet: async (hear) => {
      const channel = openEmail(settingsAt(house), Date.now)
      const watcher = await openMailbox(imapAt(house, VISITS))
      const kept = new Set<string>()
      let settled: (taken: boolean) => void = () => undefined
      const watched: Hear = async (words) => {
        try {
          await hear(words)
          settled(true)
        } catch (error) {
          settled(false)
          throw error
        }
      }
      channel.listen?.(watched)
      const say = async (said: Said): Promise<'taken' | 'kept'> => {
        const id = said.says === 'reply' ? said.id : said.providerId
        const heard = new Promise<boolean>((resolve) => (settled = resolve))
        // What was not taken lies there still, and is read again.
        if (!kept.delete(id)) await put(house, said.says === 'reply' ? replyMail(said) : DSN(said.providerId))
        if (!(await heard)) {
          kept.add(id)
          return 'kept'
        }
        // Dovecot tells others of marks half a second later, and of a mail that is new as well not at all: so it is asked.
        while (((await watcher.search({ seen: false })) || []).length > 0);
        return 'taken'
      }
      return { channel, say, stop: async () => watcher.close() }
    },
  })

  const replyMail = ({ id, words }: Extract<Said, { says: 'reply' }>): SendMailOptions => ({
    subject: 'Re: visit',
    messageId: `<${id}@customer.example>`,
    text: words,
  })
})
