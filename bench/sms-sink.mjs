// @ts-check
// The other ends of bench/sms.bench.mjs, in a process of their own: an SMSC that takes everything at once, and an HTTP gateway that answers
// as Kannel does.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

/** @type {any} */
const smpp = createRequire(import.meta.url)('smpp')
let taken = 0

const smsc = smpp.createServer({}, (/** @type {any} */ session) => {
  session.on('error', () => undefined)
  session.on('pdu', (/** @type {any} */ pdu) => {
    if (pdu.isResponse()) return
    if (pdu.command === 'submit_sm') taken += 1
    session.send(pdu.response({ message_id: String(taken) }))
    if (pdu.command === 'unbind') session.socket.end()
  })
})
const gateway = createServer((request, response) => {
  request.resume()
  taken += 1
  response.writeHead(202).end('0: Accepted for delivery')
})
await new Promise((done) => smsc.listen(0, '127.0.0.1', () => done(undefined)))
await new Promise((done) => gateway.listen(0, '127.0.0.1', () => done(undefined)))
process.on('message', () => process.send?.({ taken }))
const portOf = (/** @type {any} */ server) => server.address().port
process.send?.({ smpp: portOf(smsc), http: portOf(gateway) })
