import type { Progress } from '../silos/file/open.ts'
import type { Terminal } from './terminal.ts'

const WIDTH = 30
/** Ten pictures a second are enough to see it move. */
const EVERY_MS = 100

export interface ProgressBar {
  readonly read: (progress: Progress) => void
  readonly done: () => void
}

/** A bar on a terminal that is watched; nothing anywhere else. */
export function progressBar(terminal: Terminal, now: () => number): ProgressBar {
  if (!terminal.isWatched) return { read: () => undefined, done: () => undefined }
  let drawn = -Infinity
  return {
    read: (progress) => {
      if (now() - drawn < EVERY_MS) return
      drawn = now()
      process.stderr.write(`\r${picture(progress)}\u001b[K`)
    },
    done: () => {
      process.stderr.write('\r\u001b[K')
    },
  }
}

function picture({ read, total }: Progress): string {
  const megabytes = (read / 1_000_000).toFixed(1)
  if (total === undefined || total === 0) return `reading  ${megabytes} MB`
  const share = Math.min(1, read / total)
  const full = Math.round(share * WIDTH)
  return `reading  ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.round(share * 100)} %  ${megabytes} MB`
}
