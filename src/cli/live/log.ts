import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What happened, with ids and numbers; never the text of a message. */
export type Log = (happened: string, fields: Readonly<Record<string, unknown>>) => void

export interface OpenLog {
  readonly log: Log
  readonly close: () => Promise<void>
}

const line = (happened: string, fields: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ at: new Date().toISOString(), happened, ...fields })}\n`

/** Lines of JSON on standard error, for whoever collects them. */
export const stderrLog = (write: (text: string) => void): OpenLog => ({
  log: (happened, fields) => write(line(happened, fields).trimEnd()),
  close: async () => undefined,
})

/** A day of trouble writes about 1 MB; the file before is kept, so this is the most it takes twice. */
const LARGEST = 20 * 1024 * 1024

/** Lines of JSON in the data folder. */
export function fileLog(folder: string): OpenLog {
  const path = join(folder, 'troth.log')
  mkdirSync(folder, { recursive: true })
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(path, `${path}.1`)
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 })
  // A full disk must not take the ledger with it: what matters is in the database.
  stream.on('error', () => undefined)
  return {
    log: (happened, fields) => void stream.write(line(happened, fields)),
    close: () => new Promise((done) => stream.end(done)),
  }
}

export const NO_LOG: Log = () => undefined
