import { expect, test } from 'vitest'
import type { SendAnswer } from '../core/message/channel.ts'
import { certificate } from './certificate.testing.ts'
import { describeChannel, messageOf } from './contract.testing.ts'
import { openEmail } from './email.ts'
import { readMail } from './email/read.testing.ts'
import {
  hangUpAt,
  mailServer,
  mailServerOf,
  reply,
  scriptedServer,
  type MailServer,
  type Script,
} from './email/server.testing.ts'
import type { EmailSettings } from './email/transport-options.ts'

const settingsOf = (port: number, other: Partial<EmailSettings> = {}): EmailSettings => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  ca: null,
  auth: null,
  from: 'Acme Überall <visits@acme.example>',
  envelopeFrom: null,
  replyTo: null,
  receives: false,
  imap: null,
  unsubscribe: null,
  messageIdDomain: null,
  name: null,
  atOnce: 3,
  timeouts: { connect: 500, greeting: 500, silence: 500, whole: 2000 },
  ...other,
})

const open = (settings: EmailSettings) => openEmail(settings, () => Date.UTC(2015, 2, 5, 7, 0, 3))

const arrivedAs = async ({ raw }: { readonly raw: string }) => {
  const { headers, text } = await readMail(raw)
  return { id: headers.get('message-id') ?? '', subject: headers.get('subject') ?? null, text }
}

describeChannel({
  name: 'email',
  moods: [
    'well',
    'refuses-now',
    'refuses-forever',
    'stalls-before',
    'stalls-after',
    'drops-before',
    'drops-after',
    'gone',
  ],
  patienceMs: 4000,
  meet: async (mood) => {
    const { port, mails, stop } = await mailServerOf(mood)
    return { channel: open(settingsOf(port)), arrived: () => Promise.all(mails.map(arrivedAs)), stop }
  },
})

async function withServer(starting: Promise<MailServer>, run: (server: MailServer) => Promise<void>): Promise<void> {
  const server = await starting
  try {
    await run(server)
  } finally {
    await server.stop()
  }
}

async function sendTo(
  starting: Promise<MailServer>,
  other: Partial<EmailSettings> = {},
  text = messageOf().text,
): Promise<SendAnswer> {
  const server = await starting
  const channel = open(settingsOf(server.port, other))
  try {
    return await channel.send(messageOf({ text }))
  } finally {
    await channel.close()
    await server.stop()
  }
}

test('a mail says who it is from, that a machine wrote it, and which message it is', () =>
  withServer(mailServer(), async ({ port, mails }) => {
    const settings = { envelopeFrom: 'bounces@acme.example', replyTo: 'Care <care@acme.example>' }
    const channel = open(settingsOf(port, settings))
    await channel.send(messageOf({ id: 'm/12', subject: 'Wir kommen früher' }))
    await channel.send(messageOf({ id: 'm/12', subject: 'Wir kommen früher' }))
    await channel.close()
    const [first, again] = mails
    expect(first).toMatchObject({ from: 'bounces@acme.example', to: ['sam@customer.example'] })
    const { headers } = await readMail(first?.raw ?? '')
    expect(Object.fromEntries(headers)).toMatchObject({
      from: 'Acme Überall <visits@acme.example>',
      to: 'sam@customer.example',
      'reply-to': 'Care <care@acme.example>',
      subject: 'Wir kommen früher',
      date: 'Thu, 05 Mar 2015 07:00:02 +0000',
      'message-id': '<m=2f12@acme.example>',
      'auto-submitted': 'auto-generated',
    })
    expect(again).toEqual(first)
  }))

test('one customer’s mail goes to one address, whatever is written there', () =>
  withServer(mailServer(), async ({ port, mails }) => {
    const channel = open(settingsOf(port))
    for (const to of ['a@x.example, b@y.example', 'a@x.example\r\nRCPT TO:<b@y.example>', '<>', 'nobody']) {
      expect([to, await channel.send(messageOf({ to }))]).toMatchObject([to, { fate: 'failed', reason: 'bad-address' }])
    }
    await channel.close()
    expect(mails).toEqual([])
  }))

const recipient = (code: number) =>
  mailServer({ onRcptTo: (_to, _session, done) => done(reply(code, 'words of theirs')) })
const end = (code: number) =>
  mailServer({ onData: (stream, _session, done) => void stream.resume().on('end', () => done(reply(code, 'no'))) })

test.each([
  ['an unknown recipient', () => recipient(550), { fate: 'failed', reason: 'unreachable', code: '550' }],
  ['an impossible recipient', () => recipient(553), { fate: 'failed', reason: 'bad-address' }],
  ['a full mailbox', () => recipient(452), { fate: 'later', reason: 'busy' }],
  ['words it will not carry', () => end(554), { fate: 'failed', reason: 'refused', code: '554' }],
  ['more than it carries', () => end(552), { fate: 'failed', reason: 'too-long' }],
  ['no room just now', () => end(452), { fate: 'later', reason: 'busy' }],
  ['shutting down', () => end(421), { fate: 'later', reason: 'busy' }],
] as const)('a server that answers: %s', async (_, server, expected) => {
  expect(await sendTo(server())).toMatchObject(expected)
})

test.each([
  [
    'silent from the start',
    (line) => (line === 'hello' ? null : undefined),
    { fate: 'later', reason: 'cannot-connect' },
  ],
  ['hanging up at the greeting', hangUpAt('hello'), { fate: 'later', reason: 'connection-lost' }],
  [
    'refusing to talk at all',
    (line) => (line === 'hello' ? '554 go away' : undefined),
    { fate: 'later', reason: 'not-let-in' },
  ],
  ['silent at DATA', (line) => (line === 'DATA' ? null : undefined), { fate: 'later', reason: 'timed-out' }],
  ['hanging up at DATA', hangUpAt('DATA'), { fate: 'later', reason: 'connection-lost' }],
  ['answering the mail with rubbish', (line) => (line === 'whole' ? 'what?' : undefined), { fate: 'unknown' }],
] as const satisfies readonly (readonly [string, Script, object])[])('a server %s', async (_, script, expected) => {
  expect(await sendTo(scriptedServer(script))).toMatchObject(expected)
})

test('a mail that breaks off before its final dot was written has certainly not left', async () => {
  const fiveMegabytes = 'a line of words\n'.repeat(350_000)
  expect(await sendTo(scriptedServer(hangUpAt('some data')), {}, fiveMegabytes)).toMatchObject({ fate: 'later' })
})

test('a server that trickles its answer is given up after the whole time', async () => {
  const trickle: Script = (line, socket) => {
    if (line !== 'whole') return undefined
    const timer = setInterval(() => socket.write('250-still at it\r\n'), 50)
    socket.once('close', () => clearInterval(timer))
    return null
  }
  const timeouts = { connect: 500, greeting: 500, silence: 500, whole: 800 }
  expect(await sendTo(scriptedServer(trickle), { timeouts })).toMatchObject({ fate: 'unknown', reason: 'timed-out' })
})

test('wrong credentials keep a message waiting instead of losing it, and checking names them', () => {
  const server = mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'troth' && password === 'right' ? done(null, { user: 'troth' }) : done(reply(535, 'wrong')),
  })
  return withServer(server, async ({ port }) => {
    const openWith = (password: string | null) =>
      open(settingsOf(port, { auth: password === null ? null : { user: 'troth', password } }))
    const [right, wrong, none] = [openWith('right'), openWith('wrong'), openWith(null)]
    expect(await right.send(messageOf())).toMatchObject({ fate: 'accepted' })
    for (const channel of [wrong, none])
      expect(await channel.send(messageOf())).toMatchObject({ fate: 'later', reason: 'not-let-in' })
    expect(await right.check()).toBeNull()
    expect(await wrong.check()).toMatchObject({ code: 'email-not-let-in', place: { path: 'channels.email.auth' } })
    await Promise.all([right, wrong, none].map((channel) => channel.close()))
  })
})

test('nothing is sent in the clear where encryption is required', async () => {
  expect(await sendTo(mailServer({ disabledCommands: ['STARTTLS'] }), { tls: 'required' })).toMatchObject({
    fate: 'later',
  })
  const { key, cert } = await certificate()
  const doubted = await sendTo(mailServer({ key, cert }), { tls: 'required' })
  expect(doubted).toMatchObject({ fate: 'later', reason: 'cannot-connect' })
  expect(await sendTo(mailServer({ key, cert }), { tls: 'required', ca: cert })).toMatchObject({ fate: 'accepted' })
  const secure = { key, cert, secure: true }
  expect(await sendTo(mailServer(secure), { tls: 'implicit', ca: cert })).toMatchObject({ fate: 'accepted' })
})
