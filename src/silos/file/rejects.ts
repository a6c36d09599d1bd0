import { closeSync, openSync, writeSync } from 'node:fs'

import type { Problem } from '../../core/document/problem.ts'
import type { Reject } from './failed.ts'
import { systemProblem } from './system-problem.ts'

// Enough to show a person what is wrong; the rest is counted, and whole in the rejects file.
const KEPT_PROBLEMS = 100
const BUFFER_CHARACTERS = 64 * 1024

export interface Rejects {
  readonly add: (reject: Reject) => void
  readonly count: () => number
  /** The first 100, in the order they were added. */
  readonly problems: () => readonly Problem[]
  /** Writes what is left; a problem when any of the file could not be written. */
  readonly close: () => Problem | undefined
}

/**
 * Keeps count of what was rejected and, when `path` is given, writes each as one JSON line
 * `{"file","line","code","reason","mend","raw"}`. The file is made, or overwritten, at the first reject and not before.
 */
export function openRejects(path?: string): Rejects {
  const problems: Problem[] = []
  let count = 0
  let waiting: string[] = []
  let waitingCharacters = 0
  let file: number | undefined
  let failed: Problem | undefined

  function flush(): void {
    if (path === undefined || waiting.length === 0 || failed !== undefined) return
    try {
      file ??= openSync(path, 'w')
      writeWhole(file, Buffer.from(waiting.join('')))
    } catch (error) {
      failed = systemProblem(path, error, 0)
    }
    waiting = []
    waitingCharacters = 0
  }

  function add(reject: Reject): void {
    count++
    if (problems.length < KEPT_PROBLEMS) problems.push(reject.problem)
    if (path === undefined || failed !== undefined) return
    const line = rejectLine(reject)
    waiting.push(line)
    waitingCharacters += line.length
    if (waitingCharacters > BUFFER_CHARACTERS) flush()
  }

  function close(): Problem | undefined {
    flush()
    if (file !== undefined) closeSync(file)
    file = undefined
    return failed
  }

  return { add, count: () => count, problems: () => problems, close }
}

function rejectLine({ line, raw, problem: { place, code, reason, mend } }: Reject): string {
  return `${JSON.stringify({ file: place.file, line, code, reason, mend, raw })}\n`
}

/** A disk that is nearly full takes a part and says so only at the next write. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}
