import type { Instant } from '../../core/time/instant.ts'
import { caseIsClosed, change, type CaseAnswer, type CaseRoom } from './change.ts'

export interface DueCase {
  readonly id: string
  readonly who: string
  /** null: at no time. */
  readonly due: Instant | null
}

/** Says by when a case is to be done. */
export const dueCase = (room: CaseRoom, { id, who, due }: DueCase): Promise<CaseAnswer> =>
  change(room, {
    id,
    who,
    what: 'case.due',
    detail: { due },
    decide: (stored) => {
      if (stored.closed !== null) return { problem: caseIsClosed(stored) }
      return stored.due === due ? stored : { ...stored, due }
    },
  })
