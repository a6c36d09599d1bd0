import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createNetServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Mood } from '../contract.testing.ts'

export interface Heard {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Endpoint {
  readonly url: string
  readonly heard: readonly Heard[]
  readonly stop: () => Promise<void>
}

type Reply = (response: ServerResponse, heard: Heard) => void

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Reply =>
  (response) =>
    response.writeHead(code, headers).end(body)

/** An HTTP server on loopback that hears each message whole before it answers. */
export async function endpoint(reply: Reply = status(204), tls?: Keys): Promise<Endpoint> {
  const heard: Heard[] = []
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const one = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') }
      heard.push(one)
      reply(response, one)
    })
  }
  if (tls !== undefined) return { heard, ...(await listening(createSecureServer(tls, listener), 'https')) }
  return { heard, ...(await listening(createServer(listener), 'http')) }
}

interface Keys {
  readonly key: string
  readonly cert: string
}

/** A port that takes connections and then does as it is told: for an https endpoint, one that makes no handshake. */
export const silentPort = (then: (socket: Socket) => void): Promise<Pick<Endpoint, 'url' | 'stop'>> =>
  listening(createNetServer(then), 'https')

async function listening(server: Server, protocol: string): Promise<Pick<Endpoint, 'url' | 'stop'>> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { url: `${protocol}://127.0.0.1:${port}/messages`, stop }
}

/** An endpoint of each mood. */
export async function endpointOf(
  mood: Mood,
): Promise<Pick<Endpoint, 'url' | 'stop'> & { readonly heard: readonly Heard[] }> {
  const none = { heard: [] }
  switch (mood) {
    case 'well':
      return endpoint()
    case 'refuses-now':
      return endpoint(status(429, { 'retry-after': '7' }))
    case 'refuses-forever':
      return endpoint(status(410))
    case 'stalls-before':
      return { ...none, ...(await silentPort(() => undefined)) }
    case 'stalls-after':
      return endpoint(() => undefined)
    case 'drops-before':
      return { ...none, ...(await silentPort((socket) => socket.destroy())) }
    case 'drops-after':
      return endpoint((response) => response.destroy())
    case 'gone': {
      const { url, stop } = await endpoint()
      await stop()
      return { ...none, url, stop: () => Promise.resolve() }
    }
  }
}
