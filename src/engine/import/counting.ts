import type { ImportCounts } from '../../store/imports/import-row.ts'
import type { Answer } from '../accept/work.ts'

export const NO_COUNTS: ImportCounts = { accepted: 0, again: 0, refused: 0 }

/** The counts with these answers added. */
export function addAnswers(counts: ImportCounts, answers: readonly Answer[]): ImportCounts {
  const sum = { ...counts }
  for (const { status } of answers) sum[status] += 1
  return sum
}
