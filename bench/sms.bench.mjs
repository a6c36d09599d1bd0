// @ts-check
// Text messages to ends on loopback: messages a second and CPU a message of this process: `node bench/sms.bench.mjs [MESSAGES]`. Build first.
import { fork } from 'node:child_process'
import { openSmpp } from '../dist/channels/smpp.js'
import { openSmsHttp } from '../dist/channels/sms-http.js'

const count = Number(process.argv[2] ?? 10_000)
const sink = fork(new URL('sms-sink.mjs', import.meta.url))
/** @type {any} */
const ports = await new Promise((heard) => sink.once('message', heard))
const common = { sender: '88222', country: 'GB', receives: true, longest: 1600, perSecond: null, ca: null }
const smpp = (/** @type {number} */ atOnce) =>
  openSmpp(
    {
      ...common,
      host: '127.0.0.1',
      port: ports.smpp,
      tls: false,
      systemId: 'bench',
      password: 'bench',
      systemType: '',
      senderType: null,
      receipts: true,
      receiptIds: 'same',
      alphabet: 'gsm',
      long: 'parts',
      atOnce,
      timeouts: { connect: 5000, answer: 5000, silence: 30_000 },
    },
    Date.now,
  )
const http = (/** @type {number} */ atOnce) =>
  openSmsHttp(
    {
      ...common,
      preset: 'kannel',
      url: `http://127.0.0.1:${ports.http}/cgi-bin/sendsms`,
      user: 'bench',
      password: 'bench',
      authorization: null,
      secrets: ['let-me-in'],
      callbackUrl: 'http://127.0.0.1:9/callbacks/sms',
      repeats: false,
      atOnce,
      timeout: 5000,
      allowPrivate: true,
    },
    Date.now,
  )

const message = (/** @type {number} */ n, /** @type {string} */ text) => ({
  id: `m-${n}`,
  decision: 'd',
  customer: '0123456789abcdef0123456789abcdef',
  brand: 'acme',
  class: /** @type {const} */ ('service'),
  template: 'visit-confirm',
  language: 'en',
  to: `+4477009${String(n % 100_000).padStart(5, '0')}`,
  subject: null,
  text,
  ask: [],
  choices: [],
  calendar: null,
  approved: null,
  sessionUntil: null,
  promise: null,
  version: null,
  validUntil: Date.UTC(2030, 0, 1),
  at: 0,
})
const ONE =
  'Acme: we come on Tuesday between 08:00 and 12:00. 1 = I will be in, 2 = another time, 3 = I no longer need it.'

/** @param {string} name @param {import('../dist/core/message/channel.js').Channel} channel @param {string} text */
async function measure(name, channel, text) {
  const inFlight = channel.capabilities.atOnce * 2
  await Promise.all(Array.from({ length: 500 }, (_, n) => channel.send(message(n, text))))
  const from = performance.now()
  const cpu = process.cpuUsage()
  let next = 0
  let failed = 0
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) if ((await channel.send(message((next += 1), text))).fate !== 'accepted') failed += 1
    }),
  )
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - from) / 1000
  const each = ((user + system) / 1000 / count).toFixed(3)
  console.log(`${name}: ${Math.round(count / seconds)}/s, ${each} CPU-ms each, ${failed} not accepted`)
  await channel.close()
}

await measure('SMPP, window 10, one part', smpp(10), ONE)
await measure('SMPP, window 100, one part', smpp(100), ONE)
await measure('SMPP, window 100, three parts', smpp(100), ONE.repeat(4))
await measure('HTTP as Kannel, 16 at once', http(16), ONE)
sink.kill()
