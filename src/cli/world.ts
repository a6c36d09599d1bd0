import { createInterface } from 'node:readline/promises'
import type { Instant } from '../core/time/instant.ts'
import type { ReadModel } from '../engine/model/read-model.ts'

/** What surrounds a command besides its words; handed down, so that a test can stand in for it. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute; relative paths begin here. */
  readonly folder: string
  readonly clock: () => Instant
  /** What a person at the terminal answers; null: nobody sits there. */
  readonly ask: (question: string) => Promise<string | null>
  /** Tells of each wish that the command should end; answers how to listen no more. */
  readonly onEnd: (end: (wish: string) => void) => () => void
  /** Ends this process at once. */
  readonly quit: (code: number) => void
  /** A test's: another kind of model file. */
  readonly readModel?: ReadModel
}

const WISHES = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

export const processWorld = (): World => ({
  env: process.env,
  folder: process.cwd(),
  clock: Date.now,
  ask: askAtTerminal,
  quit: (code) => process.exit(code),
  onEnd: (end) => {
    for (const wish of WISHES) process.on(wish, end)
    return () => {
      for (const wish of WISHES) process.off(wish, end)
    }
  },
})

async function askAtTerminal(question: string): Promise<string | null> {
  if (process.stdin.isTTY !== true) return null
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await lines.question(question)
  } finally {
    lines.close()
  }
}
