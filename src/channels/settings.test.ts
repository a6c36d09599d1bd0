import { expect, test } from 'vitest'
import webpush from 'web-push'
import { readChannelSettings } from './settings.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

const problemsOf = (value: unknown) => {
  const read = readChannelSettings(value)
  return 'problems' in read ? read.problems.map(({ place, reason }) => `${place.path}: ${reason}`) : []
}

test('a channel needs little said; the rest is what most houses want', () => {
  expect(readChannelSettings({ channel: 'outbox', folder: 'out' })).toEqual({
    settings: { channel: 'outbox', folder: 'out' },
  })
  expect(readChannelSettings({ channel: 'webhook', url: 'https://acme.example/m', secrets: [SECRET] })).toMatchObject({
    settings: { timeout: 15_000, allowPrivate: false, atOnce: 32, address: 'none', receives: false, ca: null },
  })
  expect(readChannelSettings({ channel: 'email', host: 'mx', from: 'Acme <a@acme.example>' })).toMatchObject({
    settings: { port: 587, tls: 'required', auth: null, timeouts: { connect: 10_000, whole: 120_000 } },
  })
})

test('what cannot be meant is named by its place', () => {
  expect(problemsOf({ channel: 'pigeon' })).toEqual([expect.stringMatching(/^channels\.pigeon\.channel: /)])
  expect(problemsOf(null)).toHaveLength(1)
  expect(problemsOf({ channel: 'outbox', folder: '' })).toEqual([expect.stringMatching(/^channels\.outbox\.folder: /)])
  expect(problemsOf({ channel: 'webhook', url: 'https://a.example', secrets: [SECRET], timeout: '15' })).toEqual([
    'channels.webhook.timeout: This is no length of time: write it like 15s or 1m30s.',
  ])
  expect(problemsOf({ channel: 'email', host: 'mx', from: 'nobody' })).toEqual([
    'channels.email.from: This is no sender: write it like Acme <visits@acme.example>.',
  ])
})

test.each(['ftp://a.example', 'file:///etc/passwd', 'a.example', 'https://user:word@a.example', ''])(
  '%j is no endpoint',
  (url) => {
    expect(problemsOf({ channel: 'webhook', url, secrets: [SECRET] })).toEqual([
      'channels.webhook.url: This is no http or https address without a user in it.',
    ])
  },
)

test('a secret that is none is refused without being repeated', () => {
  for (const secret of ['hunter2', 'whsec_c2hvcnQ=', 'whsec_!!!', `whsec_${'A'.repeat(200)}`]) {
    const problems = problemsOf({ channel: 'webhook', url: 'https://a.example', secrets: [secret] })
    expect(problems).toEqual(['channels.webhook.secrets.0: This is not whsec_ and 24 to 64 bytes in base64.'])
  }
})

const TWILIO = { channel: 'sms-http', preset: 'twilio', user: 'AC1', password: 'token', sender: '+447700900999' }
const SMPP = { channel: 'smpp', host: 'smsc', 'system-id': 'acme', password: 'secret', sender: '88222' }

test('text messages need an account and a sender; the rest is what most providers want', () => {
  expect(readChannelSettings(TWILIO)).toMatchObject({
    settings: { url: 'https://api.twilio.com', callbackUrl: null, receives: true, longest: 1600, timeout: 15_000 },
  })
  expect(readChannelSettings(SMPP)).toMatchObject({
    settings: { port: 2775, receipts: true, receiptIds: 'same', long: 'parts', atOnce: 10, perSecond: null },
  })
})

test.each(['+44 7700', 'A sender too long', 'Ärzte', '', '+', '12'])('%j is no sender', (sender) => {
  expect(problemsOf({ ...SMPP, sender })[0]).toMatch(/^channels\.smpp\.sender: /)
})

test('what a provider of text messages wants is asked for by name', () => {
  const { user: _, ...withoutUser } = TWILIO
  expect(problemsOf(withoutUser)).toEqual(['channels.sms-http.user: Twilio wants a user.'])
  const kannel = { ...TWILIO, preset: 'kannel', 'callback-url': 'https://troth.acme.example/callbacks/sms' }
  expect(problemsOf(kannel)).toEqual([
    'channels.sms-http.url: Kannel has an address of its own.',
    expect.stringMatching(/^channels\.sms-http\.secrets: Without a secret anybody/),
  ])
  const generic = { channel: 'sms-http', preset: 'generic', url: 'https://gw.example/', sender: 'Acme' }
  expect(problemsOf(generic)).toEqual([expect.stringMatching(/^channels\.sms-http\.secrets: One or two/)])
  expect(problemsOf({ ...generic, secrets: [SECRET] })).toEqual([])
  expect(problemsOf({ ...SMPP, password: 'ninechars' })).toEqual([expect.stringMatching(/8 letters at most/)])
  expect(problemsOf({ ...SMPP, country: 'uk' })).toEqual([expect.stringMatching(/^channels\.smpp\.country/)])
})

test('mail that is read, WhatsApp and push need little said as well', () => {
  const mail = { channel: 'email', host: 'mx', from: 'Acme <a@acme.example>' }
  const imap = { host: 'mx', auth: { user: 'u', password: 'p' }, 'move-to': 'Heard' }
  expect(readChannelSettings({ ...mail, imap })).toMatchObject({
    settings: {
      imap: { port: 993, tls: 'implicit', folder: 'INBOX', moveTo: 'Heard', poll: 60_000 },
      unsubscribe: null,
    },
  })
  const whatsapp = {
    channel: 'whatsapp',
    number: '106540352242922',
    token: 't',
    'app-secret': 's',
    'verify-token': 'v',
  }
  expect(readChannelSettings(whatsapp)).toMatchObject({
    settings: { url: 'https://graph.facebook.com/v23.0', appSecret: 's', verifyToken: 'v', perSecond: 80 },
  })
  expect(problemsOf({ ...whatsapp, number: '+44 7700' })).toHaveLength(1)
})

test('a pair of VAPID keys must be one', () => {
  const [one, other] = [webpush.generateVAPIDKeys(), webpush.generateVAPIDKeys()]
  const push = { channel: 'push', subject: 'mailto:it@acme.example', 'private-key': one.privateKey }
  expect(problemsOf({ ...push, 'public-key': one.publicKey })).toEqual([])
  expect(problemsOf({ ...push, 'public-key': other.publicKey })).toEqual([
    'channels.push.public-key: It is not the public key of this private key.',
  ])
})
