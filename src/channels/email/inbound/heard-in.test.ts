import { expect, test } from 'vitest'
import { messageIdOf, messageOf } from '../message-id.ts'
import { heardIn } from './heard-in.ts'
import { readReceived } from './received.ts'

const OURS = { from: 'Acme <visits@acme.example>', messageIdDomain: null }
const AT = Date.UTC(2026, 10, 24, 10)

const heard = async (headers: Readonly<Record<string, string>>, body = 'Yes') => {
  const all = {
    From: 'Sam <Sam@Customer.example>',
    Subject: 'Re: visit',
    'Message-ID': '<r@customer.example>',
    ...headers,
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return heardIn(await readReceived(Buffer.from(`${head.join('')}\r\n${body}`), AT), OURS)
}

test('a reply says who, what, when by our own clock, and to which message', async () => {
  expect(await heard({ 'In-Reply-To': messageIdOf('m/ü-12', OURS), Date: 'Mon, 1 Jan 1990 00:00:00 +0000' })).toEqual([
    {
      heard: 'reply',
      id: '<r@customer.example>',
      from: 'sam@customer.example',
      words: 'Yes',
      button: null,
      answers: { message: 'm/ü-12' },
      calendar: null,
      at: AT,
    },
  ])
})

test('of a long thread the nearest message of ours is the one that is answered', async () => {
  const references = `${messageIdOf('m-1', OURS)} <x@elsewhere.example>\r\n ${messageIdOf('m-2', OURS)} <y@elsewhere.example>`
  expect(await heard({ 'In-Reply-To': '<y@elsewhere.example>', References: references })).toMatchObject([
    { answers: { message: 'm-2' } },
  ])
  expect(await heard({ 'In-Reply-To': '<m-1@elsewhere.example>' })).toMatchObject([{ answers: null }])
})

test.each(['<=zz@acme.example>', '<@acme.example>', 'acme.example', '<a b@acme.example>'])(
  '%s names no message of ours',
  (id) => {
    expect(messageOf(id, OURS)).toBeNull()
  },
)

test.each([
  { 'Auto-Submitted': 'auto-replied' },
  { 'X-Autoreply': 'yes' },
  { Precedence: 'bulk' },
  { 'Return-Path': '<>' },
  { From: 'MAILER-DAEMON@mx.example' },
  { From: 'Visits <visits@acme.example>' },
  { Subject: 'Automatic reply: We come on Tuesday' },
  { Subject: 'Abwesenheitsnotiz: Wir kommen' },
  { Subject: 'رد تلقائي: نأتي' },
])('no customer wrote %j', async (headers) => {
  expect(await heard(headers)).toEqual([])
})

test('a person’s own headers make them no machine', async () => {
  expect(await heard({ 'Auto-Submitted': 'no', 'Return-Path': '<sam@customer.example>' })).toHaveLength(1)
})

const report = (status: string) =>
  [
    { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b', From: 'postmaster@mx.example' },
    `--b\r\n\r\nsorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n${status}\r\n` +
      `--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\nMessage-ID:\r\n ${messageIdOf('m-12', OURS)}\r\n\r\nWe come\r\n--b--\r\n`,
  ] as const

test.each([
  ['Action: failed\r\nStatus: 5.1.1', { reason: 'unreachable', code: '5.1.1' }],
  ['Action: failed\r\nStatus: 5.2.3 (too\r\n big)', { reason: 'too-long', code: '5.2.3' }],
  ['Action: failed\r\nStatus: 5.7.1', { reason: 'refused', code: '5.7.1' }],
  ['Action: failed', { reason: 'unreachable', code: null }],
])('a report of %j is a failed receipt of the message', async (status, expected) => {
  const receipt = { heard: 'receipt', providerId: '<m-12@acme.example>', outcome: 'failed' }
  expect(await heard(...report(status))).toMatchObject([{ ...receipt, ...expected }])
})

test('a report of a delay, or of a mail that is not ours, says nothing, and is nobody’s reply', async () => {
  expect(await heard(...report('Action: delayed\r\nStatus: 4.4.7'))).toEqual([])
  const [headers, body] = report('Action: failed\r\nStatus: 5.1.1')
  expect(await heard(headers, body.replace('acme', 'elsewhere'))).toEqual([])
})
