import { createServer as createNetServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { Mood } from '../contract.testing.ts'

export interface MailServer {
  readonly port: number
  /** Whole mails as they came over the wire, and whom they were for. */
  readonly mails: readonly { readonly raw: string; readonly from: string; readonly to: readonly string[] }[]
  readonly stop: () => Promise<void>
}

/** A refusal with its reply code, as smtp-server wants it. */
export const reply = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode })

/** smtp-server on loopback, taking everything unless told otherwise. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: { raw: string; from: string; to: readonly string[] }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        mails.push({
          raw: Buffer.concat(chunks).toString('latin1'),
          from,
          to: envelope.rcptTo.map(({ address }) => address),
        })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return { port, mails, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** What a scripted server does on a line of the client's, or once the mail is whole; undefined: what is usual. */
export type Script = (line: string, socket: Socket) => string | null | undefined

/** A server that follows a script to the byte, for what no good server does: falling silent, hanging up in the middle. */
export async function scriptedServer(script: Script): Promise<MailServer> {
  const sockets = new Set<Socket>()
  const server: Server = createNetServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    converse(socket, script)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { port: (server.address() as AddressInfo).port, mails: [], stop }
}

function converse(socket: Socket, script: Script): void {
  let rest = ''
  let inData = false
  const say = (event: string): void => {
    const words = script(event, socket)
    const usual = event === 'DATA' ? '354 go on' : event === 'hello' ? '220 hello' : '250 ok'
    if (words !== null && !socket.destroyed) socket.write(`${words ?? usual}\r\n`)
    if (event === 'DATA' && words === undefined) inData = true
  }
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    rest += chunk
    if (inData) script('some data', socket)
    for (;;) {
      const end = rest.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const line = rest.slice(0, end)
      rest = rest.slice(end + (inData ? 5 : 2))
      const whole = inData
      inData = false
      say(whole ? 'whole' : line)
    }
  })
  say('hello')
}

/** A mail server of each mood. */
export async function mailServerOf(mood: Mood): Promise<MailServer> {
  switch (mood) {
    case 'well':
      return mailServer()
    case 'refuses-now':
      return mailServer({ onRcptTo: (_address, _session, done) => done(reply(451, 'greylisted, come back')) })
    case 'refuses-forever':
      return mailServer({ onRcptTo: (_address, _session, done) => done(reply(550, 'no such person')) })
    case 'stalls-before':
      return scriptedServer((line) => (line.startsWith('RCPT') ? null : undefined))
    case 'stalls-after':
      return scriptedServer((line) => (line === 'whole' ? null : undefined))
    case 'drops-before':
      return scriptedServer(hangUpAt('MAIL'))
    case 'drops-after':
      return scriptedServer(hangUpAt('whole'))
    case 'gone': {
      const { port, stop } = await mailServer()
      await stop()
      return { port, mails: [], stop: () => Promise.resolve() }
    }
  }
}

export const hangUpAt =
  (event: string): Script =>
  (line, socket) => {
    if (!line.startsWith(event)) return undefined
    socket.destroy()
    return null
  }
