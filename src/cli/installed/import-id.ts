import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { EXIT, Stop } from '../exit.ts'

/** How a file becomes facts, and in which order they are handed over. Another number starts every import anew. */
const READING = 1

export interface ImportedHow {
  /** The mapping as it stands; null: the file holds facts. */
  readonly mapping: string | null
  readonly live: boolean
}

/** What is read, and how: the same content under another name is the same import. 128 MB take a second at most. */
export async function importId(path: string, { mapping, live }: ImportedHow): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([READING, mapping, live]))
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  } catch {
    const reason = `${path} cannot be read.`
    throw new Stop(EXIT.input, [
      { level: 'error', code: 'no-file', place: { file: path }, reason, mend: 'Check the path.' },
    ])
  }
  return hash.digest('hex')
}
