import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

export interface Sink {
  readonly port: number
  /** How often each message came, by its id. */
  readonly came: ReadonlyMap<string, number>
  readonly close: () => void
}

/** The other end of a webhook: takes everything and counts it. */
export async function openSink(): Promise<Sink> {
  const came = new Map<string, number>()
  const server = createServer((request, response) => {
    const id = String(request.headers['webhook-id'])
    request.resume().once('end', () => {
      came.set(id, (came.get(id) ?? 0) + 1)
      response.writeHead(204).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    came,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
