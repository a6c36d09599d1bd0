import { expect, test } from 'vitest'
import type { Heard } from '../../core/message/channel.ts'
import { messageOf } from '../contract.testing.ts'
import { endpoint, status } from '../webhook/endpoint.testing.ts'
import { byKannel, byTwilio, CALLBACK, NOW, open, post, TO, took } from './providers.testing.ts'

test('Twilio’s own example of a signature holds', () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
  const fields = { CallSid: 'CA1234567890ABCDE', Caller: '+14158675309', Digits: '1234', From: '+14158675309' }
  const body = new URLSearchParams({ ...fields, To: '+18005551212' }).toString()
  const channel = open('twilio', 'http://127.0.0.1:9/', { callbackUrl: 'https://mycompany.com/myapp.php' })
  const read = (signature: string) => channel.callback?.(post(body, { 'x-twilio-signature': signature }, url))
  expect(read('RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toEqual({ unreadable: 'no MessageSid' })
  expect(read('RSOYDt4T1cUTdK1PDd93/VVr8B9=')).toMatchObject({ forged: expect.anything() })
})

test('Twilio is told whom, from whom, for how long, and where to say what became of it', async () => {
  const { url, heard, stop } = await endpoint(took.twilio())
  const channel = open('twilio', url.replace('/messages', ''))
  await channel.send(messageOf({ to: '07700 900123', validUntil: NOW + 90_500 }))
  await channel.close()
  await stop()
  expect(heard).toMatchObject([
    {
      method: 'POST',
      path: '/2010-04-01/Accounts/AC1/Messages.json',
      headers: { authorization: `Basic ${Buffer.from('AC1:12345').toString('base64')}` },
    },
  ])
  expect(Object.fromEntries(new URLSearchParams(heard[0]?.body))).toEqual({
    To: TO,
    From: '+447700900999',
    Body: messageOf().text,
    StatusCallback: CALLBACK,
    ValidityPeriod: '90',
  })
})

const twilioSays = (code: number, http = 400) => status(http, {}, JSON.stringify({ code, message: 'words of theirs' }))

test.each([
  [21211, 400, { fate: 'failed', reason: 'bad-address', code: '21211', words: '21211 words of theirs' }],
  [21614, 400, { fate: 'failed', reason: 'bad-address' }],
  [21617, 400, { fate: 'failed', reason: 'too-long' }],
  [21408, 403, { fate: 'failed', reason: 'refused', code: '21408' }],
  [20003, 401, { fate: 'later', reason: 'not-let-in' }],
  [21611, 400, { fate: 'later', reason: 'busy' }],
  [20429, 429, { fate: 'later', reason: 'busy' }],
  [30042, 400, { fate: 'failed', reason: 'refused', code: '30042' }],
])('Twilio that answers %i', async (code, http, expected) => {
  const { url, stop } = await endpoint(twilioSays(code, http))
  const channel = open('twilio', url)
  expect(await channel.send(messageOf({ to: TO }))).toMatchObject(expected)
  await channel.close()
  await stop()
})

test('whoever has stopped at Twilio is heard to have stopped, when a message to them is refused', async () => {
  const { url, stop } = await endpoint(twilioSays(21610))
  const channel = open('twilio', url)
  const heard: Heard[] = []
  channel.listen?.(async (words) => void heard.push(...words))
  expect(await channel.send(messageOf({ to: TO }))).toMatchObject({ fate: 'failed', reason: 'stopped', code: '21610' })
  await channel.close()
  await stop()
  expect(heard).toMatchObject([{ heard: 'stopped', from: TO }])
})

test('STOP and START that Twilio has acted on are heard as such, HELP as a reply', () => {
  const channel = open('twilio', 'http://127.0.0.1:9/')
  const said = (OptOutType: string) =>
    channel.callback?.(byTwilio({ MessageSid: 'SM9', From: TO, Body: OptOutType, OptOutType }))
  expect(said('STOP')).toMatchObject({ heard: [{ heard: 'stopped', from: TO, id: 'SM9' }] })
  expect(said('START')).toMatchObject({ heard: [{ heard: 'resumed', from: TO }] })
  expect(said('HELP')).toMatchObject({ heard: [{ heard: 'reply', words: 'HELP' }] })
})

test.each([
  ['queued', undefined, []],
  ['sent', undefined, []],
  ['delivered', undefined, [{ outcome: 'delivered' }]],
  ['undelivered', '30005', [{ outcome: 'failed', reason: 'unreachable', code: '30005' }]],
  ['undelivered', '30006', [{ outcome: 'failed', reason: 'unreachable' }]],
  ['failed', '30007', [{ outcome: 'failed', reason: 'refused' }]],
  ['failed', '21610', [{ outcome: 'failed', reason: 'stopped' }]],
  ['failed', undefined, [{ outcome: 'failed', reason: 'refused', code: 'failed' }]],
])('Twilio’s receipt %s %s', (MessageStatus, ErrorCode, expected) => {
  const fields = { MessageSid: 'SM1', MessageStatus, ...(ErrorCode === undefined ? {} : { ErrorCode }) }
  expect(open('twilio', 'http://127.0.0.1:9/').callback?.(byTwilio(fields))).toMatchObject({ heard: expected })
})

test.each([
  [1, [{ outcome: 'delivered', providerId: 'm-1' }]],
  [2, [{ outcome: 'failed', reason: 'unreachable' }]],
  [4, []],
  [8, []],
  [16, [{ outcome: 'failed', reason: 'refused', code: '16 NACK/11' }]],
])('Kannel’s receipt %i', (type, expected) => {
  const callback = byKannel({ id: 'm-1', type: String(type), answer: type === 16 ? 'NACK/11' : '' })
  expect(open('kannel', 'http://127.0.0.1:9/').callback?.(callback)).toMatchObject({ heard: expected })
})

test.each([
  [403, 'Authorization failed for sendsms', { fate: 'later', reason: 'not-let-in' }],
  [503, 'Temporal failure, try again later.', { fate: 'later', reason: 'busy' }],
  [202, '3: Queued for later delivery', { fate: 'accepted', providerId: 'm-12' }],
  [200, '<html>', { fate: 'unknown', reason: 'bad-answer' }],
  [400, 'Sender missing and no global set, rejected', { fate: 'failed', reason: 'refused' }],
])('Kannel that answers %i %s', async (http, words, expected) => {
  const { url, stop } = await endpoint(status(http, {}, words))
  const channel = open('kannel', url)
  expect(await channel.send(messageOf({ to: TO }))).toMatchObject(expected)
  await channel.close()
  await stop()
})
