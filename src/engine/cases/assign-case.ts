import { caseIsClosed, change, state, type CaseAnswer, type CaseRoom } from './change.ts'

export interface AssignCase {
  readonly id: string
  readonly who: string
  /** null: it is nobody's again. */
  readonly assignee: string | null
}

/** Gives a case to a person, or takes it back. */
export async function assignCase(room: CaseRoom, { id, who, assignee }: AssignCase): Promise<CaseAnswer> {
  let changedAt = null as number | null
  const answer = await change(room, {
    id,
    who,
    what: 'case.assigned',
    detail: { assignee },
    decide: (stored, now) => {
      if (stored.closed !== null) return { problem: caseIsClosed(stored) }
      if (stored.assignee === assignee) return stored
      changedAt = now
      return { ...stored, assignee }
    },
  })
  if ('case' in answer && changedAt !== null && assignee !== null)
    await state(room, answer.case, {
      type: 'case.assigned',
      id: `case.assigned:${id}:${changedAt}`,
      time: changedAt,
      data: { case: id, assignee },
    })
  return answer
}
