import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Connection } from '../store/store.ts'

/** A telephone line to a PostgreSQL, which can be cut and mended. */
export interface Line {
  readonly connection: Connection
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
}

export async function openLine(to: Connection): Promise<Line> {
  if ('url' in to) throw new Error('a line needs a host')
  const sockets = new Set<Socket>()
  let port = 0
  let server: Server | undefined
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const mend = async (): Promise<void> => {
    const opened = createServer((near) => {
      const far = to.host.startsWith('/') ? connect(`${to.host}/.s.PGSQL.${to.port}`) : connect(to.port, to.host)
      keep(near)
      keep(far)
      near.pipe(far).pipe(near)
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
    })
    await new Promise<void>((done) => opened.listen(port, '127.0.0.1', done))
    const address = opened.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
    server = opened
  }
  await mend()
  return {
    connection: { ...to, host: '127.0.0.1', port },
    mend,
    cut: async () => {
      const closing = server
      if (closing === undefined) return
      server = undefined
      const closed = new Promise((done) => closing.close(done))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
