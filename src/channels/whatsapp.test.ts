import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Callback, OutMessage } from '../core/message/channel.ts'
import { describeChannel, messageOf } from './contract.testing.ts'
import { called, describeForgery, describeHearing, type Said } from './hears.testing.ts'
import { endpoint, endpointOf, status, type Endpoint } from './webhook/endpoint.testing.ts'
import { openWhatsapp } from './whatsapp.ts'

const NOW = Date.UTC(2015, 2, 5, 7, 0, 3)
const NUMBER = '106540352242922'
const APP_SECRET = 'app-secret'
const VERIFY = 'a word of our own'
const SAM = '+447700900123'

/** Within the session, unless the test says otherwise. */
const open = (url: string) => {
  const channel = openWhatsapp(
    {
      url: url.replace(/\/messages$/, '/v23.0'),
      number: NUMBER,
      token: 'token',
      appSecret: APP_SECRET,
      verifyToken: VERIFY,
      allowPrivate: true,
      timeout: 300,
      atOnce: 8,
      perSecond: null,
      ca: null,
    },
    () => NOW,
  )
  const send = (message: OutMessage) => channel.send({ ...message, sessionUntil: message.sessionUntil ?? NOW + 1 })
  return { ...channel, send }
}

let count = 0
const accepting = () =>
  endpoint((response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ messaging_product: 'whatsapp', messages: [{ id: `wamid.${(count += 1)}` }] })),
  )

interface Sent {
  readonly biz_opaque_callback_data: string
  readonly text: { readonly body: string }
}
const arrivedAs = ({ body }: { readonly body: string }) => {
  const sent = JSON.parse(body) as Sent
  return { id: sent.biz_opaque_callback_data, subject: null, text: sent.text.body }
}

describeChannel({
  name: 'whatsapp',
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
  patienceMs: 2000,
  to: SAM,
  subjects: false,
  meet: async (mood) => {
    const { url, heard, stop } = await (mood === 'well' ? accepting() : endpointOf(mood))
    return { channel: open(url), arrived: async () => heard.map(arrivedAs), stop }
  },
})

const signed = (body: string, secret = APP_SECRET): Callback => ({
  method: 'POST',
  url: 'https://acme.example/callbacks/whatsapp',
  headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` },
  body: Buffer.from(body),
})

/** As the Cloud API posts it. */
const notice = (value: object, number = NUMBER): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '102290129340398',
        changes: [
          {
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550783881', phone_number_id: number },
              contacts: [{ profile: { name: 'Sam' }, wa_id: '447700900123' }],
              ...value,
            },
            field: 'messages',
          },
        ],
      },
    ],
  })

const FROM = { from: '447700900123', timestamp: '1425538803' }
const written = (id: string, words: string) =>
  notice({ messages: [{ ...FROM, id, type: 'text', text: { body: words } }] })
const state = (id: string, now: string, errors?: object) =>
  notice({ statuses: [{ id, status: now, timestamp: '1425538803', recipient_id: '447700900123', ...errors }] })

describeHearing({
  name: 'whatsapp',
  says: ['delivered', 'failed', 'reply'],
  from: SAM,
  ids: true,
  meet: async (hear) => {
    const { url, stop } = await accepting()
    const channel = open(url)
    const bodyOf = (said: Said): string => {
      if (said.says === 'reply') return written(said.id, said.words)
      const errors = said.says === 'failed' ? { errors: [{ code: 131026, title: 'Message undeliverable' }] } : {}
      return state(said.providerId, said.says, errors)
    }
    return { channel, say: (said) => called(channel, hear, signed(bodyOf(said))), stop }
  },
})

const HELLO = written('wamid.1', 'hello')
describeForgery({
  name: 'whatsapp',
  open: () => open('http://127.0.0.1:9/messages'),
  forged: {
    'signed with another secret': signed(HELLO, 'another'),
    'not signed': { ...signed(HELLO), headers: {} },
    'changed after it was signed': { ...signed(HELLO), body: Buffer.from(HELLO.replace('hello', 'hellO')) },
    'a handshake with another word': {
      method: 'GET',
      url: '/callbacks/whatsapp?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1',
      headers: {},
      body: Buffer.alloc(0),
    },
  },
  unreadable: { 'no JSON': signed('{'), 'another object': signed('{"object":"page","entry":[]}') },
})

const read = (body: string) => open('http://127.0.0.1:9/messages').callback?.(signed(body))

test('setting up the callback, the provider gets its challenge back', () => {
  const url = `/callbacks/whatsapp?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(VERIFY)}&hub.challenge=1158201444`
  const answer = open('http://127.0.0.1:9/messages').callback?.({
    method: 'GET',
    url,
    headers: {},
    body: Buffer.alloc(0),
  })
  expect(answer).toEqual({ heard: [], answer: { status: 200, type: 'text/plain', body: '1158201444' } })
})

test.each([
  [
    { type: 'button', button: { payload: 'confirm', text: 'I will be in' } },
    { button: 'confirm', words: 'I will be in' },
  ],
  [
    { type: 'button', button: { payload: 'Yes', text: 'Yes' } },
    { button: null, words: 'Yes' },
  ],
  [
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'slot-2', title: 'Tue' } } },
    { button: 'slot-2', words: 'Tue' },
  ],
  [
    { type: 'image', image: { id: '1', caption: 'the box' } },
    { button: null, words: '[image] the box' },
  ],
  [
    { type: 'location', location: {} },
    { button: null, words: '[location]' },
  ],
])('a customer’s %j', (said, expected) => {
  const heard = read(notice({ messages: [{ ...FROM, id: 'wamid.2', context: { id: 'wamid.1' }, ...said }] }))
  expect(heard).toMatchObject({
    heard: [{ heard: 'reply', from: SAM, answers: { providerId: 'wamid.1' }, ...expected }],
  })
})

test('who has read it has it; what was only sent says nothing; what is about another number is not ours', () => {
  expect(read(state('wamid.1', 'read'))).toMatchObject({ heard: [{ outcome: 'delivered' }] })
  expect(read(state('wamid.1', 'sent'))).toMatchObject({ heard: [] })
  expect(read(notice({ messages: [{ ...FROM, id: 'x', type: 'text', text: { body: '1' } }] }, '1'))).toMatchObject({
    heard: [],
  })
})

async function sentBy(message: Partial<OutMessage>): Promise<{ readonly answer: unknown; readonly body: unknown }> {
  const peer: Endpoint = await accepting()
  const channel = open(peer.url)
  const answer = await channel.send(messageOf({ to: SAM, ...message }))
  await channel.close()
  await peer.stop()
  const [one] = peer.heard
  if (one !== undefined)
    expect(one).toMatchObject({ path: `/v23.0/${NUMBER}/messages`, headers: { authorization: 'Bearer token' } })
  return { answer, body: one === undefined ? undefined : JSON.parse(one.body) }
}

const CHOICES = ['I will be in', 'another time'].map((words, n) => ({
  answer: n === 0 ? 'confirm' : 'reschedule',
  words,
}))

test('within a day of the customer’s last word answers are buttons', async () => {
  const { body } = await sentBy({ choices: CHOICES })
  expect(body).toMatchObject({
    to: '447700900123',
    type: 'interactive',
    interactive: {
      action: { buttons: [{ reply: { id: 'confirm', title: 'I will be in' } }, { reply: { id: 'reschedule' } }] },
    },
  })
})

test('answers that no button holds are written out with their digits', async () => {
  const long = CHOICES.map((choice) => ({ ...choice, words: `${choice.words}, in so many words` }))
  const { body } = await sentBy({ choices: long, text: 'Tuesday?' })
  expect(body).toMatchObject({
    type: 'text',
    text: { body: 'Tuesday?\n\n1 = I will be in, in so many words\n2 = another time, in so many words' },
  })
})

test('later an approved text goes instead, and without one nothing', async () => {
  const approved = { name: 'visit_confirm', language: 'en-GB', values: ['Tuesday', '08:00'] }
  const late = { sessionUntil: NOW }
  expect((await sentBy({ ...late, approved, choices: CHOICES })).body).toMatchObject({
    type: 'template',
    template: {
      name: 'visit_confirm',
      language: { code: 'en_GB' },
      components: [
        { type: 'body', parameters: [{ type: 'text', text: 'Tuesday' }, { text: '08:00' }] },
        { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'confirm' }] },
        { index: '1', parameters: [{ payload: 'reschedule' }] },
      ],
    },
  })
  expect(await sentBy(late)).toMatchObject({
    answer: { fate: 'failed', reason: 'refused', code: 'outside-session' },
    body: undefined,
  })
})

test.each([
  [131047, { fate: 'failed', reason: 'refused', code: '131047' }],
  [131026, { fate: 'failed', reason: 'unreachable', code: '131026' }],
  [130429, { fate: 'later', reason: 'busy' }],
  [131056, { fate: 'later', reason: 'busy' }],
  [190, { fate: 'later', reason: 'not-let-in' }],
  [132001, { fate: 'failed', reason: 'refused', code: '132001' }],
])('the provider’s error %i', async (code, expected) => {
  const peer = await endpoint(status(400, {}, JSON.stringify({ error: { message: 'words', code } })))
  const channel = open(peer.url)
  expect(await channel.send(messageOf({ to: SAM }))).toMatchObject(expected)
  await channel.close()
  await peer.stop()
})

test('what is no number is not sent to', async () => {
  for (const to of ['nobody', '+1', '0770 900123'])
    expect((await sentBy({ to })).answer).toMatchObject({ reason: 'bad-address' })
})
