import type { Problem } from '../../core/document/problem.ts'

/**
 * The file could not be read or kept to its end. It stands in the stream where the next batch would, so that the
 * compiler makes each reader look: whatever was built from earlier batches must be thrown away.
 */
export interface Failed {
  readonly failed: Problem
}

/** One line or row that cannot be read; the rest of the file can. */
export interface Reject {
  /** Physical line on which it starts, from 1. */
  readonly line: number
  /** As it stood in the file; bytes that are not UTF-8 show as U+FFFD, and what is too long is cut. */
  readonly raw: string
  readonly problem: Problem
}

export function fileProblem(code: string, place: Problem['place'], text: { reason: string; mend: string }): Problem {
  return { level: 'error', code, place, ...text }
}
