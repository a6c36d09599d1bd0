import type { FastifyInstance } from 'fastify'
import type { Problem } from '../core/document/problem.ts'
import { apiKeys } from '../store/company/api-keys.ts'
import type { Tx } from '../store/store.ts'
import { problem } from './route.ts'

/** Only this machine reaches it: `localhost`, `127.…`, `::1`. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

/** Asked before the doors open: whoever is let in from elsewhere must show a key, so there must be one. */
export async function decideBind(
  host: string,
  store: Tx,
): Promise<{ readonly allowWithoutKey: boolean } | { readonly problem: Problem }> {
  if (isLoopback(host)) return { allowWithoutKey: true }
  const keys = await apiKeys(store)
  if (keys.some(({ revoked }) => revoked === null)) return { allowWithoutKey: false }
  return { problem: wideWithoutKey(host) }
}

const wideWithoutKey = (host: string): Problem =>
  problem(
    'wide-without-key',
    `${host} can be reached from other machines, and there is no API key: anybody could read and write.`,
    'Make a key first (`troth key make NAME --may facts,read`), or leave the host at 127.0.0.1.',
  )

export interface Listening {
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string
  /** 0: any free one. */
  readonly port: number
}

/** Opens the doors; what stands in the way is a problem. */
export async function listen(
  app: FastifyInstance,
  { host = '127.0.0.1', port }: Listening,
): Promise<{ readonly url: string; readonly port: number } | { readonly problem: Problem }> {
  try {
    await app.listen({ host: host.replace(/^\[(.*)\]$/, '$1'), port })
  } catch (error) {
    const { code } = error as { readonly code?: unknown }
    if (typeof code !== 'string' || !(code in WHY)) throw error
    const [reason, mend] = WHY[code] ?? ['', '']
    return { problem: problem('cannot-listen', `${host}:${port} ${reason}`, mend) }
  }
  const address = app.server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  const shown = isLoopback(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return { url: `http://${host === '::1' ? '[::1]' : shown}:${actual}`, port: actual }
}

const WHY: Readonly<Record<string, readonly [string, string]>> = {
  EADDRINUSE: ['is taken by another program.', 'Name another port, or end the other program.'],
  EACCES: ['may not be opened by this user.', 'Take a port from 1024 on.'],
  EADDRNOTAVAIL: ['is no address of this machine.', 'Use 127.0.0.1, or 0.0.0.0 for all addresses.'],
  ENOTFOUND: ['is a name nobody knows.', 'Use 127.0.0.1, or 0.0.0.0 for all addresses.'],
}
