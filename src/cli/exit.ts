import type { Problem } from '../core/document/problem.ts'
import { problemLine } from '../core/document/problem.ts'

/** Stable: scripts rely on them. */
export const EXIT = {
  ok: 0,
  /** It ran, and the answer is no: lint errors, an example that fails, a promise or decision that is not there. */
  no: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** An input could not be read or was refused as a whole; nothing was done. */
  input: 3,
  /** The ledger, its database or the running server could not be reached, or another process holds it. */
  away: 4,
} as const

/** Ends the command with its code after these problems have been printed. */
export class Stop extends Error {
  readonly code: number
  readonly problems: readonly Problem[]

  constructor(code: number, problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'))
    this.code = code
    this.problems = problems
  }
}

export const usage = (reason: string, mend: string): Stop =>
  new Stop(EXIT.usage, [{ level: 'error', code: 'usage', place: {}, reason, mend }])
