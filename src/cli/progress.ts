import type { Progress } from '../silos/file/open.ts'
import type { Terminal } from './terminal.ts'

const WIDTH = 30
/** Ten pictures a second are enough to see it move. */
const EVERY_MS = 100

export interface ProgressBar {
  readonly read: (progress: Progress) => void
  /** What has been read is written down: how much of it, from 0 to 1. */
  readonly write: (share: number) => void
  readonly done: () => void
}

/** A bar on a terminal that is watched; nothing anywhere else. */
export function progressBar(terminal: Terminal, now: () => number): ProgressBar {
  if (!terminal.isWatched) return { read: () => undefined, write: () => undefined, done: () => undefined }
  let drawn = -Infinity
  const draw = (text: () => string): void => {
    if (now() - drawn < EVERY_MS) return
    drawn = now()
    process.stderr.write(`\r${text()}\u001b[K`)
  }
  return {
    read: (progress) => draw(() => picture(progress)),
    write: (share) => draw(() => `writing  ${bar(share)}`),
    done: () => {
      process.stderr.write('\r\u001b[K')
    },
  }
}

function picture({ read, total }: Progress): string {
  const megabytes = (read / 1_000_000).toFixed(1)
  if (total === undefined || total === 0) return `reading  ${megabytes} MB`
  return `reading  ${bar(read / total)}  ${megabytes} MB`
}

function bar(part: number): string {
  const share = Math.min(1, part)
  const full = Math.round(share * WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.round(share * 100)} %`
}
