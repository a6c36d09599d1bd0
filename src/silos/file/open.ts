import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

import { type Failed, fileProblem } from './failed.ts'
import { systemProblem } from './system-problem.ts'

// 256 KB a piece: gunzip of the Boston file costs 1.0 µs CPU a row, against 3.0 µs with Node's default of 16 KB.
const PIECE_BYTES = 256 * 1024

export interface Progress {
  /** Bytes taken from disk so far; of a .gz the compressed ones. */
  readonly read: number
  /** Absent for standard input. */
  readonly total?: number
}

/** A file of facts as bytes, gunzipped when its first bytes say so. */
export interface ByteSource {
  /** As the person wrote it; `-` is standard input. */
  readonly path: string
  /** Read once. Throws what the disk or gunzip throws; `systemProblem` puts it into words. */
  readonly pieces: AsyncIterable<Buffer>
  readonly progress: () => Progress
}

/** Opens a plain or gzipped file, or standard input for `-`; whether it is gzip is decided by its bytes, not its name. */
export async function openFile(path: string): Promise<ByteSource | Failed> {
  if (path === '-') return fromStream(path, process.stdin)
  try {
    const about = await stat(path)
    if (about.isDirectory()) return { failed: systemProblem(path, { code: 'EISDIR' }, 0) }
    return await fromStream(path, createReadStream(path, { highWaterMark: PIECE_BYTES }), about.size)
  } catch (error) {
    return { failed: systemProblem(path, error, 0) }
  }
}

/** Any stream of bytes, for example an upload, under the name that problems should show. */
export async function fromStream(path: string, stream: Readable, total?: number): Promise<ByteSource | Failed> {
  let read = 0
  const raw = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first: Buffer[] = []
  for (let got = 0; got < 4; got = read) {
    const { done, value } = await raw.next()
    if (done === true) break
    first.push(value)
    read += value.length
  }
  async function* counted(): AsyncGenerator<Buffer> {
    try {
      yield* first.splice(0)
      for (let next = await raw.next(); next.done !== true; next = await raw.next()) {
        read += next.value.length
        yield next.value
      }
    } finally {
      await raw.return?.()
    }
  }
  const magic = Buffer.concat(first).subarray(0, 4)
  if (isZip(magic)) {
    stream.destroy()
    return { failed: archive(path) }
  }
  const pieces = isGzip(magic) ? gunzipped(counted()) : counted()
  return { path, pieces, progress: () => (total === undefined ? { read } : { read, total }) }
}

const isGzip = (magic: Buffer): boolean => magic[0] === 0x1f && magic[1] === 0x8b
const isZip = (magic: Buffer): boolean => magic.toString('latin1') === 'PK\u0003\u0004'

function gunzipped(compressed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES })
  const bytes = Readable.from(compressed, { objectMode: false, highWaterMark: PIECE_BYTES })
  // The reader of `gunzip` sees every error; the callback only keeps it from being thrown a second time.
  pipeline(bytes, gunzip, () => undefined)
  return gunzip
}

const archive = (path: string) =>
  fileProblem(
    'file-archive',
    { file: path },
    {
      reason: 'this is a zip archive or an Excel workbook, not text.',
      mend: 'Unpack it, or save the sheet as CSV (UTF-8).',
    },
  )
