import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutMessage } from '../../core/message/channel.ts'
import { errorCode } from '../error-code.ts'
import { readOutboxText } from './file.ts'

export interface OutboxEntry {
  readonly message: OutMessage
  /** `2015-03-05/070002.000-m-12.txt`, below the outbox's folder; also where the next page begins. */
  readonly file: string
}

export interface OutboxPage {
  readonly limit: number
  /** The `file` of the last entry seen; absent: from the newest on. */
  readonly before?: string
}

const DAY = /^\d{4}-\d\d-\d\d$/
const MESSAGE = /^\d{6}\.\d{3}-.+\.txt$/

/** Messages of an outbox, newest first. Reads the names of the days it needs and no file beyond the page; none: no folder. */
export async function listOutbox(folder: string, { limit, before }: OutboxPage): Promise<readonly OutboxEntry[]> {
  const found: OutboxEntry[] = []
  const [lastDay = ''] = before?.split('/') ?? []
  for (const day of await namesIn(folder, DAY)) {
    if (before !== undefined && day > lastDay) continue
    for (const name of await namesIn(join(folder, day), MESSAGE)) {
      const file = `${day}/${name}`
      if (before !== undefined && file >= before) continue
      if (found.length >= limit) return found
      const message = await read(join(folder, file))
      if (message !== undefined) found.push({ message, file })
    }
  }
  return found
}

/** The latest first: names begin with the date, or the clock. */
async function namesIn(folder: string, form: RegExp): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => form.test(name)).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Undefined: a person removed it meanwhile, or wrote into it. */
async function read(path: string): Promise<OutMessage | undefined> {
  try {
    return readOutboxText(await readFile(path, 'utf8'))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
