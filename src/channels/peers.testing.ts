import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'

/** In CI what is not installed fails its tests; elsewhere they are skipped, and counted. */
export const canRun = (...paths: readonly string[]): boolean => process.env['CI'] === 'true' || paths.every(existsSync)

export interface Running {
  readonly said: () => string
  readonly stop: () => Promise<void>
}

/** A program of the machine's, ended by its own id. */
export function run(program: string, args: readonly string[]): Running {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let broken: Error | undefined
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (words: Buffer) => (said += words.toString()))
  child.on('error', (error) => (broken = error))
  return {
    said: () => (broken === undefined ? said : `${program}: ${broken.message}`),
    stop: () => end(child),
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  // Kannel waits for its boxes for seconds; nothing here needs a tidy end.
  const late = setTimeout(() => child.kill('SIGKILL'), 300)
  await ended
  clearTimeout(late)
}

export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Until something listens there: ten seconds on a busy machine. */
export async function answering(port: number): Promise<void> {
  for (let left = 200; ; left -= 1) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch (error) {
      if (left === 0) throw error
      await rest(50)
    } finally {
      socket.destroy()
    }
  }
}

/** Until it has said so: five seconds. */
export async function saying({ said }: Running, pattern: RegExp): Promise<void> {
  for (let left = 250; !pattern.test(said()); left -= 1) {
    if (left === 0) throw new Error(`not said: ${said()}`)
    await rest(20)
  }
}
