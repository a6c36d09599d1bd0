import { closeSync, mkdtempSync, openSync, readSync, rmdirSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Where a block of bytes lies in the file. */
export interface Extent {
  readonly at: number
  readonly length: number
}

export interface SpillFile {
  /** Appends; throws what the disk throws (`ENOSPC` …). */
  readonly write: (bytes: Uint8Array) => Extent
  /** The same memory each time: valid until the next `read`. */
  readonly read: (extent: Extent) => Buffer
  /** Gives the disk space back. May be called twice. */
  readonly close: () => void
}

/**
 * A file without a name: it is made in a folder of its own and both are removed at once, while it stays open. The system
 * frees it when the process ends, however it ends, kill -9 included; there is nothing to clean up after a crash.
 */
export function openSpillFile(folder: string): SpillFile {
  const own = mkdtempSync(join(folder, 'troth-'))
  const path = join(own, 'spill')
  const file = openSync(path, 'wx+', 0o600)
  const remove = (): void => {
    unlinkSync(path)
    rmdirSync(own)
  }
  try {
    remove()
    return spillInto(file)
  } catch {
    // A system that keeps the names of open files (Windows, some network disks): remove them when done.
    return spillInto(file, removing(remove))
  }
}

/** Runs once: when closed, else when the process exits. */
function removing(remove: () => void): () => void {
  const atExit = (): void => {
    try {
      remove()
    } catch {
      // Another program holds it; the system's own cleaning of the temporary folder takes it.
    }
  }
  process.once('exit', atExit)
  return () => {
    process.off('exit', atExit)
    atExit()
  }
}

/** Blocks in an open file, which it closes; `afterClose` is then called once. */
export function spillInto(file: number, afterClose?: () => void): SpillFile {
  let end = 0
  let open = true
  let scratch = Buffer.alloc(0)

  function write(bytes: Uint8Array): Extent {
    const at = end
    // A disk that is nearly full takes a part and says so only at the next write.
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done)
    end += bytes.length
    return { at, length: bytes.length }
  }

  function read({ at, length }: Extent): Buffer {
    if (scratch.length < length) scratch = Buffer.allocUnsafeSlow(length)
    const bytes = scratch.subarray(0, length)
    for (let done = 0; done < length;) {
      const got = readSync(file, bytes, done, length - done, at + done)
      if (got === 0) throw new Error('the temporary file is shorter than what was written to it')
      done += got
    }
    return bytes
  }

  function close(): void {
    if (!open) return
    open = false
    closeSync(file)
    afterClose?.()
  }

  return { write, read, close }
}
