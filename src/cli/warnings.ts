import { problemLine, type Problem } from '../core/document/problem.ts'
import type { Terminal } from './terminal.ts'

const SHOWN = 100
const SHOWN_OF_A_KIND = 5

export interface Warnings {
  readonly add: (problem: Problem) => void
  readonly count: () => number
  readonly print: (terminal: Terminal) => void
}

/** Keeps the first hundred and prints a few of each kind, with how many there were. */
export function openWarnings(): Warnings {
  const kept = new Map<string, Problem[]>()
  const counts = new Map<string, number>()
  let count = 0
  return {
    add: (problem) => {
      count += 1
      counts.set(problem.code, (counts.get(problem.code) ?? 0) + 1)
      const some = kept.get(problem.code) ?? []
      if (some.length < SHOWN) kept.set(problem.code, [...some, problem])
    },
    count: () => count,
    print: (terminal) => {
      for (const [code, problems] of kept) {
        for (const problem of problems.slice(0, SHOWN_OF_A_KIND)) terminal.err(problemLine(problem))
        const more = (counts.get(code) ?? 0) - SHOWN_OF_A_KIND
        if (more > 0) terminal.err(`… and ${more} more “${code}”`)
      }
    },
  }
}
