import type { Problem } from '../../core/document/problem.ts'

/** Why a command about a case did nothing. */
export const caseProblem = (code: string, reason: string, mend: string): Problem => ({
  level: 'error',
  code,
  place: {},
  reason,
  mend,
})
