import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Running {
  readonly address: string
  readonly process: ChildProcess
  /** Ends it as a power cut would, and waits until it is gone. */
  readonly kill: () => Promise<void>
  /** As an operator would. */
  readonly end: () => Promise<number | null>
}

export interface RunOptions {
  readonly folder: string
  readonly config: string
  readonly port: number
}

/** `troth start` as a process of its own, once it answers. */
export async function run({ folder, config, port }: RunOptions): Promise<Running> {
  const args = ['bin/troth', 'start', '--data', folder, '--config', config]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TROTH_PORT: String(port) },
  })
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const gone = once(child, 'exit')
  const address = `http://127.0.0.1:${port}`
  const gaveUp = performance.now() + 60_000
  for (;;) {
    if (child.exitCode !== null || performance.now() > gaveUp) throw new Error(`troth did not start:\n${said}`)
    if (await answers(address)) break
    await rest(25)
  }
  return {
    address,
    process: child,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
    end: async () => {
      child.kill('SIGTERM')
      await gone
      return child.exitCode
    },
  }
}

/** Whether it takes facts. */
export const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/ready`)
    .then(({ ok }) => ok)
    .catch(() => false)

export const rest = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms))

/** Kills the database's main process; one that has not come back from the last time is dead already. */
export function killDatabase(folder: string): void {
  try {
    process.kill(postmasterOf(folder), 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'ENOENT'))) throw error
  }
}

function postmasterOf(folder: string): number {
  const home = ['postgres.elsewhere', ''].map((name) => {
    try {
      return name === '' ? join(folder, 'postgres') : (readFileSync(join(folder, name), 'utf8').split('\n')[0] ?? '')
    } catch {
      return ''
    }
  })
  const place = home.find((path) => path !== '') ?? ''
  return Number(readFileSync(join(place, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
}
