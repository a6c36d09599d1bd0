import { caseIsClosed, change, state, type CaseAnswer, type CaseRoom } from './change.ts'

export interface CloseCase {
  readonly id: string
  readonly who: string
  /** How it ended, as a code: `called`, `rebooked`, `nothing-to-do`. */
  readonly disposition: string
  /** A last note. */
  readonly words: string | null
}

/**
 * Closes a case. Closed again as the same it only tells the customer's turn once more, which counts once: so the fact
 * is not lost when the process ended between the two.
 */
export async function closeCase(room: CaseRoom, { id, who, disposition, words }: CloseCase): Promise<CaseAnswer> {
  const answer = await change(room, {
    id,
    who,
    what: 'case.closed',
    detail: { disposition },
    decide: (stored, now) => {
      if (stored.closed !== null) return stored.disposition === disposition ? stored : { problem: caseIsClosed(stored) }
      const notes = words === null ? stored.notes : [...stored.notes, { at: now, by: who, words }]
      return { ...stored, closed: now, disposition, notes }
    },
  })
  if ('case' in answer && answer.case.closed !== null)
    await state(room, answer.case, {
      type: 'case.closed',
      id: `case.closed:${id}`,
      time: answer.case.closed,
      data: { case: id, result: disposition },
    })
  return answer
}
