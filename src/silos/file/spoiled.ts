import type { Problem } from '../../core/document/problem.ts'
import { fileProblem, type Reject } from './failed.ts'
import { systemProblem } from './system-problem.ts'
import type { Broken, Spoiled } from './whole-lines.ts'

export interface SpoiledLine {
  readonly line: number
  readonly raw: string
  readonly why: Spoiled | 'nul'
  readonly max: number
}

// A line that is too long would fill the rejects file by itself; its beginning finds it again.
const RAW_OF_LONG = 1000

export function spoiledReject(file: string, { line, raw, why, max }: SpoiledLine): Reject {
  const cut = why === 'too-long' ? raw.slice(0, Math.min(RAW_OF_LONG, max)) : raw
  return { line, raw: cut, problem: fileProblem(`line-${why}`, { file, line }, words(why, max)) }
}

function words(why: SpoiledLine['why'], max: number): { reason: string; mend: string } {
  switch (why) {
    case 'not-utf8':
      return {
        reason: 'some bytes are not UTF-8.',
        mend: 'Save the file as UTF-8 (from Windows-1252: iconv -f CP1252 -t UTF-8).',
      }
    case 'too-long':
      return { reason: `longer than ${max} characters.`, mend: 'Shorten it, or look for a missing line end or quote.' }
    case 'nul':
      return { reason: 'holds a NUL character.', mend: 'Remove it; text has none, so the export may be damaged.' }
  }
}

export const brokenProblem = (file: string, { broken, problem }: Broken, afterLine: number): Problem =>
  problem ?? systemProblem(file, broken, afterLine)
