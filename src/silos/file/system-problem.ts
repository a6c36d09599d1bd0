import type { Problem } from '../../core/document/problem.ts'
import { fileProblem } from './failed.ts'

type Words = readonly [code: string, reason: (line: number) => string, mend: string]

const after = (line: number): string => (line === 0 ? 'before the first whole line' : `after line ${line}`)

const WORDS: Readonly<Record<string, Words>> = {
  ENOENT: ['file-missing', () => 'there is no such file.', 'Check the path.'],
  EISDIR: ['file-is-folder', () => 'this is a folder.', 'Name a file in it.'],
  EACCES: ['file-not-readable', () => 'this file may not be opened by you.', 'Ask for the right to it.'],
  ENOSPC: ['disk-full', () => 'the disk is full.', 'Free some space, or name another temporary folder, and run again.'],
  EDQUOT: [
    'disk-full',
    () => 'your share of the disk is used up.',
    'Free some space, or name another temporary folder.',
  ],
  EFBIG: [
    'disk-full',
    () => 'the file may not grow further here.',
    'Raise the limit, or name another temporary folder.',
  ],
  Z_BUF_ERROR: [
    'gzip-truncated',
    (line) => `the file ends in the middle: gzip is cut short ${after(line)}.`,
    'Copy or download it again; nothing was kept of what was read.',
  ],
  Z_DATA_ERROR: [
    'gzip-damaged',
    (line) => `the gzip data is damaged ${after(line)}.`,
    'Copy or download it again; nothing was kept of what was read.',
  ],
}

/**
 * What the operating system or gunzip said about a file, in words for a person.
 * @param line the last line read whole; 0 when none was
 */
export function systemProblem(path: string, error: unknown, line: number): Problem {
  const code = codeOf(error)
  const words = WORDS[code]
  const place = line === 0 ? { file: path } : { file: path, line }
  if (words !== undefined) return fileProblem(words[0], place, { reason: words[1](line), mend: words[2] })
  const said = error instanceof Error ? error.message : code
  return fileProblem('file-unreadable', place, {
    reason: `reading or writing stopped ${after(line)}: ${said}.`,
    mend: 'Run again; nothing was kept.',
  })
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return String(error.code)
}
