import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Callback } from '../../core/message/channel.ts'
import { answering, canRun, freePorts, run, saying, type Running } from '../peers.testing.ts'

const BEARERBOX = '/usr/sbin/bearerbox'
const SMSBOX = '/usr/sbin/smsbox'
const FAKESMSC = '/usr/lib/kannel/test/fakesmsc'

export const hasKannel = canRun(BEARERBOX, SMSBOX, FAKESMSC)

export const USER = { user: 'troth', password: 'a-word-of-tests', secrets: ['let-me-in'] } as const

/** A Kannel on loopback, and Kannel's own fake network behind it. */
export interface Kannel {
  readonly url: string
  readonly callbackUrl: string
  /** What the network got, as Kannel's program shows it: `88222 +447700900123 text We come`. */
  readonly network: () => readonly string[]
  /** A customer writes: `447700900123 88222 text 1`. Without anybody who wrote there is no network. */
  readonly writes: (message: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/** `called` is given each request of Kannel's, and answers it with a status. */
export async function kannelServer(called: (callback: Callback) => Promise<number>): Promise<Kannel> {
  const folder = await mkdtemp(join(tmpdir(), 'troth-kannel-'))
  const [admin = 0, boxes = 0, smsc = 0, sendsms = 0] = await freePorts(4)
  const door = createServer((request, response) => {
    const url = `http://127.0.0.1${request.url ?? ''}`
    void called({ method: 'GET', url, headers: {}, body: Buffer.alloc(0) }).then((status) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end(),
    )
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const callbackUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}/callbacks/sms`
  const conf = join(folder, 'kannel.conf')
  await writeFile(conf, confOf({ admin, boxes, smsc, sendsms, callbackUrl }))
  const running: Running[] = []
  const start = (program: string, ...args: readonly string[]): Running => {
    const one = run(program, args)
    running.unshift(one)
    return one
  }
  // The fake network is one connection: whoever writes takes it over.
  const before: string[] = []
  let phones: Running | undefined
  const writes = async (message: string): Promise<void> => {
    await phones?.stop()
    before.push(phones?.said() ?? '')
    phones = start(FAKESMSC, '-H', '127.0.0.1', '-r', String(smsc), '-i', '0.01', '-m', '1', message)
    await saying(phones, /sent message 1/)
  }
  const network = (): readonly string[] =>
    [...before, phones?.said() ?? ''].flatMap((said) =>
      Array.from(said.matchAll(/Got message \d+: <([^\n]*)>/g), ([, words = '']) => readable(words)),
    )
  const stop = async (): Promise<void> => {
    for (const one of running) await one.stop()
    await new Promise((resolve) => (door.close(resolve), door.closeAllConnections()))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const bearerbox = start(BEARERBOX, conf)
    await answering(boxes).catch(() => Promise.reject(new Error(bearerbox.said())))
    const smsbox = start(SMSBOX, conf)
    await answering(sendsms).catch(() => Promise.reject(new Error(smsbox.said())))
    await answering(smsc)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url: `http://127.0.0.1:${sendsms}/cgi-bin/sendsms`,
    callbackUrl,
    network,
    writes,
    stop,
  }
}

/** It shows UTF-16 percent by percent. */
const readable = (words: string): string =>
  words.replace(/ucs-2 (\S+)$/, (_, coded: string) => {
    const octets = coded
      .replaceAll('+', ' ')
      .replace(/%(..)/g, (__, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    return `ucs-2 ${Buffer.from(octets, 'latin1').swap16().toString('utf16le')}`
  })

interface Ports {
  readonly admin: number
  readonly boxes: number
  readonly smsc: number
  readonly sendsms: number
  readonly callbackUrl: string
}

const confOf = ({ admin, boxes, smsc, sendsms, callbackUrl }: Ports): string => `
group = core
admin-port = ${admin}
admin-interface = 127.0.0.1
admin-password = ${USER.password}
smsbox-port = ${boxes}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = fake
port = ${smsc}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${sendsms}
sendsms-interface = 127.0.0.1
http-request-retry = 5
http-queue-delay = 1

group = sendsms-user
username = ${USER.user}
password = ${USER.password}
concatenation = true
max-messages = 10

group = sms-service
keyword = default
catch-all = true
accept-x-kannel-headers = false
omit-empty = true
max-messages = 0
concatenation = true
get-url = "${callbackUrl}?token=${USER.secrets[0]}&id=%I&from=%p&words=%b&charset=%C"
`
