import type { AddressInfo } from 'node:net'
import type { Arrived, Mood } from '../contract.testing.ts'
import type { Said } from '../hears.testing.ts'
import { smppLibrary, type Pdu, type Session } from './library.ts'

/** What the library makes of a submitted text: its own reading, not ours. */
interface Read {
  readonly message: string
  readonly udh?: readonly Buffer[]
}

export interface Smsc {
  readonly port: number
  /** As they came, each part for itself. */
  readonly submits: readonly (Pdu & { readonly short_message: Read })[]
  /** Whole texts. */
  readonly arrived: () => readonly Arrived[]
  /** Settles with the next bind. */
  readonly bound: Promise<void>
  readonly binds: () => number
  /** Delivers to whoever is bound; the command_status it is answered with. */
  readonly deliver: (fields: object) => Promise<number>
  readonly say: (said: Said) => Promise<'taken' | 'kept'>
  /** Who is bound is answered no more. */
  readonly goDeaf: () => void
  /** Breaks the connections, and lets new ones in. */
  readonly hangUp: () => void
  readonly stop: () => Promise<void>
}

export interface SmscBehaviour {
  readonly mood?: Mood
  /** For the n-th submit, from 0. */
  readonly status?: (n: number) => number
  readonly id?: (n: number) => string
  readonly bindStatus?: number
  readonly port?: number
  readonly tls?: { readonly key: string; readonly cert: string }
}

export const receiptText = (id: string, stat: string, err = '000'): Buffer =>
  Buffer.from(
    `id:${id} sub:001 dlvrd:001 submit date:1503050700 done date:1503050701 stat:${stat} err:${err} text:We come`,
  )

/** An SMSC on loopback. */
export async function smsc({
  mood = 'well',
  status,
  id,
  bindStatus = 0,
  port,
  tls,
}: SmscBehaviour = {}): Promise<Smsc> {
  const library = await smppLibrary()
  const submits: Pdu[] = []
  const sessions = new Set<Session>()
  const deaf = new Set<Session>()
  let binds = 0
  let isBound: () => void = () => undefined
  const bound = new Promise<void>((resolve) => (isBound = resolve))
  const submitted = (session: Session, pdu: Pdu): void => {
    const n = submits.length
    if (mood === 'stalls-after') return
    if (mood === 'drops-after') return session.destroy()
    const code = mood === 'refuses-now' ? 0x58 : mood === 'refuses-forever' ? 0x0b : (status?.(n) ?? 0)
    if (code === 0) submits.push(pdu)
    session.send(pdu.response(code === 0 ? { message_id: (id ?? String)(n) } : { command_status: code }))
  }
  const server = library.createServer(tls ?? {}, (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => undefined)
    if (mood === 'drops-before') return session.destroy()
    session.on('pdu', (pdu) => {
      if (mood === 'stalls-before' || deaf.has(session) || pdu.isResponse()) return
      if (pdu.command === 'submit_sm') return submitted(session, pdu)
      session.send(pdu.response({ command_status: pdu.command.startsWith('bind') ? bindStatus : 0 }))
      if (pdu.command === 'unbind') session.socket.end()
      if (!pdu.command.startsWith('bind')) return
      binds += 1
      isBound()
    })
  })
  await new Promise<void>((resolve) => server.listen(port ?? 0, '127.0.0.1', resolve))
  const deliver = (fields: object): Promise<number> =>
    new Promise((resolve, reject) => {
      const [session] = sessions
      const pdu = new library.PDU('deliver_sm', { data_coding: 0, source_addr_ton: 1, source_addr_npi: 1, ...fields })
      if (session?.send(pdu, ({ command_status }) => resolve(command_status)) !== true)
        reject(new Error('nobody bound'))
    })
  const here = {
    port: (server.address() as AddressInfo).port,
    submits: submits as unknown as Smsc['submits'],
    arrived: () => wholeTexts(here.submits),
    bound,
    binds: () => binds,
    deliver,
    say: async (said: Said) => {
      const all = await Promise.all(unitsOf(said).map(deliver))
      return all.every((code) => code === 0) ? ('taken' as const) : ('kept' as const)
    },
    goDeaf: () => sessions.forEach((session) => deaf.add(session)),
    hangUp: () => sessions.forEach((session) => session.destroy()),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        here.hangUp()
      }),
  }
  if (mood === 'gone') await here.stop()
  return mood === 'gone' ? { ...here, stop: () => Promise.resolve() } : here
}

/** Parts of one destination and reference belong together, in their order. */
export function wholeTexts(submits: Smsc['submits']): readonly Arrived[] {
  const open = new Map<string, string[]>()
  const whole: Arrived[] = []
  for (const { short_message: read, destination_addr: to } of submits) {
    const header = read.udh?.[0]
    if (header === undefined) {
      whole.push({ id: '', subject: null, text: read.message })
      continue
    }
    const [, , reference, total = 0, at = 0] = header
    const key = `${to} ${reference} ${total}`
    const parts = open.get(key) ?? []
    parts[at - 1] = read.message
    open.set(key, parts)
    if (parts.filter((part) => part !== undefined).length < total) continue
    whole.push({ id: String(reference), subject: null, text: parts.join('') })
    open.delete(key)
  }
  return whole
}

let reference = 0

function unitsOf(said: Said): readonly object[] {
  if (said.says !== 'reply') {
    const arrived = said.says === 'delivered'
    const text = receiptText(said.providerId, arrived ? 'DELIVRD' : 'UNDELIV', arrived ? '000' : '027')
    return [{ esm_class: 4, short_message: text }]
  }
  const from = { source_addr: said.from.replace('+', ''), destination_addr: '88222' }
  if (/^[ -~]{0,160}$/.test(said.words)) return [{ ...from, short_message: Buffer.from(said.words) }]
  const octets = Buffer.from(said.words, 'utf16le').swap16()
  if (octets.length <= 140) return [{ ...from, data_coding: 8, short_message: octets }]
  reference = (reference + 1) % 256
  const total = Math.ceil(octets.length / 134)
  return Array.from({ length: total }, (_, n) => ({
    ...from,
    data_coding: 8,
    esm_class: 0x40,
    short_message: Buffer.concat([
      Buffer.from([5, 0, 3, reference, total, n + 1]),
      octets.subarray(n * 134, (n + 1) * 134),
    ]),
  }))
}
