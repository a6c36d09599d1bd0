import type { Problem } from '../../core/document/problem.ts'

/** The database could not be started or reached: why, and what to do about it. */
export interface Refused {
  readonly problems: readonly Problem[]
}

export function refused(code: string, file: string, text: { readonly reason: string; readonly mend: string }): Refused {
  return { problems: [{ level: 'error', code, place: { file }, ...text }] }
}

type Words = readonly [code: string, reason: string, mend: string]

const FORBIDDEN: Words = [
  'folder-forbidden',
  'the system does not let Troth write or read here.',
  'Give its user the right to it, or name another data folder.',
]
const WORDS: Readonly<Record<string, Words>> = {
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: ['folder-read-only', 'this file system may only be read.', 'Name a data folder on another one.'],
  ENOSPC: ['disk-full', 'the disk is full.', 'Free some space and start again; nothing was lost.'],
  EDQUOT: ['disk-full', 'your share of the disk is used up.', 'Free some space and start again; nothing was lost.'],
  ENOTDIR: ['folder-is-file', 'a part of this path is a file.', 'Name another data folder.'],
  EEXIST: ['folder-is-file', 'there is a file where a folder should be.', 'Name another data folder.'],
}

/** What the operating system said about a path, in words for a person; null when the error is a mistake of our own. */
export function refusedBySystem(error: unknown): Refused | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null
  const file = 'path' in error ? String(error.path) : ''
  const words = WORDS[String(error.code)]
  if (words !== undefined) return refused(words[0], file, { reason: words[1], mend: words[2] })
  return refused('system-error', file, { reason: `the system says: ${error.message}.`, mend: 'Start again.' })
}
