import type { ListedCase } from '../../store/cases/case-page.ts'
import type { CaseView } from '../../wire/case-view.ts'
import type { Asker } from '../route.ts'
import { when, whenOrNull } from './instant.ts'

/** Notes are words about a customer: only who works on cases, or may read what is personal, sees them. */
export function shownCase(row: ListedCase, { may }: Asker): CaseView {
  const { id, kind, says, about, customer, alias, assignee, disposition, notes } = row
  const seesNotes = may.has('cases') || may.has('personal')
  return {
    id,
    kind,
    says,
    about,
    customer,
    alias,
    assignee,
    disposition,
    opened: when(row.opened),
    due: whenOrNull(row.due),
    closed: whenOrNull(row.closed),
    ...(seesNotes ? { notes: notes.map(({ at, by, words }) => ({ at: when(at), by, words })) } : {}),
  }
}
