/** Where a command reads and writes; handed down, so that a test can listen. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Standard error is a terminal that a person looks at: progress may be drawn. */
  readonly isWatched: boolean
  readonly columns: number
}

export const processTerminal = (): Terminal => ({
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  isWatched: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? 100,
})
