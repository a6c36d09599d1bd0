import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a running server tells the commands beside it. Readable by its own user only: the token may do everything. */
export interface RunFile {
  readonly pid: number
  /** `http://localhost:8080` */
  readonly address: string
  /** Made anew at each start; the doors take it for a key with every right. */
  readonly token: string
  readonly version: string
  /** Milliseconds since 1970. */
  readonly started: number
}

const pathIn = (folder: string): string => join(folder, 'run.json')

export function writeRunFile(folder: string, run: RunFile): void {
  const path = pathIn(folder)
  // Whole or not at all: a command never reads half a token.
  writeFileSync(`${path}.${run.pid}`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.${run.pid}`, path)
}

/** Only our own: another server may have taken the folder over. */
export function removeRunFile(folder: string, pid: number): void {
  if (readRunFile(folder)?.pid === pid) rmSync(pathIn(folder), { force: true })
}

/** null: no server runs here, or the one that did was killed. */
export function readRunFile(folder: string): RunFile | null {
  try {
    const run = JSON.parse(readFileSync(pathIn(folder), 'utf8')) as RunFile
    return isAlive(run.pid) ? run : null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
