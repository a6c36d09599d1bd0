import { isAscii, isUtf8 } from 'node:buffer'

import type { Problem } from '../../core/document/problem.ts'
import { fileProblem } from './failed.ts'

const NEWLINE = 10

/** Length of a UTF-8 byte order mark at the start, else 0. */
export const markLength = (start: Buffer): number =>
  start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0

/** Refused rather than decoded: the lines would no longer be the file's own bytes, and one command mends it. */
export function utf16Problem(path: string, start: Buffer): Problem | undefined {
  const order = byteOrder(start)
  if (order === undefined) return undefined
  return fileProblem(
    'file-utf16',
    { file: path, line: 1 },
    {
      reason: 'this file is UTF-16.',
      mend: `Save it as UTF-8, or run: iconv -f UTF-16${order} -t UTF-8`,
    },
  )
}

/** By the mark, else by zero bytes on one side of each of the first 32 pairs (ASCII text without a mark). */
function byteOrder(start: Buffer): 'LE' | 'BE' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'LE'
  if (start[0] === 0xfe && start[1] === 0xff) return 'BE'
  const pairs = Math.min(32, start.length >> 1)
  if (pairs < 2) return undefined
  const zeros = [0, 0]
  for (let i = 0; i < pairs * 2; i++) if (start[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  if (zeros[1] === pairs && zeros[0] === 0) return 'LE'
  if (zeros[0] === pairs && zeros[1] === 0) return 'BE'
  return undefined
}

/** Text of whole lines; `notUtf8` names the lines, from 0, whose bytes are not UTF-8. */
export interface Decoded {
  readonly text: string
  readonly notUtf8: readonly number[]
}

const NONE: readonly number[] = []

/** ASCII, the usual case, becomes one-byte text: half the memory and faster to search. */
export function decodeLines(bytes: Buffer): Decoded {
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), notUtf8: NONE }
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), notUtf8: NONE }
  const notUtf8: number[] = []
  let line = 0
  for (let at = 0; at < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, at)
    const end = newline === -1 ? bytes.length : newline + 1
    if (!isUtf8(bytes.subarray(at, end))) notUtf8.push(line)
    at = end
  }
  return { text: bytes.toString('utf8'), notUtf8 }
}
