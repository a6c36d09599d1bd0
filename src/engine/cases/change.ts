import type { Problem } from '../../core/document/problem.ts'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { Instant } from '../../core/time/instant.ts'
import { caseById } from '../../store/cases/case-by-id.ts'
import type { StoredCase } from '../../store/cases/stored-case.ts'
import { changeCase } from '../../store/cases/change-case.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import type { Store } from '../../store/store.ts'
import type { Engine } from '../engine.ts'
import { caseProblem } from './case-problem.ts'

/** What the case commands need of the house. */
export interface CaseRoom {
  readonly store: Store
  readonly engine: Pick<Engine, 'accept'>
  readonly sha256: Sha256
  readonly clock: () => Instant
}

/** The case as it stands after the command, or why nothing was changed. */
export type CaseAnswer = { readonly case: StoredCase } | { readonly problem: Problem }

export interface Changing {
  readonly id: string
  readonly who: string
  /** As it stands in the audit: `case.assigned`. */
  readonly what: string
  /** Ids and numbers only. */
  readonly detail: Readonly<Record<string, unknown>>
  /** The case after it; the same object when nothing changes. */
  readonly decide: (stored: StoredCase, now: Instant) => StoredCase | { readonly problem: Problem }
}

/** Locks the case, changes it and writes down who did; two people never write over each other. */
export async function change({ store, clock }: CaseRoom, changing: Changing): Promise<CaseAnswer> {
  const { id, who, what, detail, decide } = changing
  const now = clock()
  return store.inTransaction(async (tx): Promise<CaseAnswer> => {
    const stored = await caseById(tx, id)
    if (stored === undefined) return { problem: noSuchCase(id) }
    const changed = decide(stored, now)
    if ('problem' in changed) return changed
    if (changed === stored) return { case: stored }
    await changeCase(tx, changed)
    await writeAudit(tx, { at: now, who, what, detail: { case: id, ...detail } })
    return { case: changed }
  })
}

const noSuchCase = (id: string): Problem =>
  caseProblem('no-such-case', `There is no case “${id.slice(0, 80)}”.`, 'See the open ones: GET /v1/cases.')

/** The case is over; what would still change it. */
export const caseIsClosed = ({ id, disposition }: StoredCase): Problem =>
  caseProblem('case-closed', `The case ${id} was closed as “${disposition ?? ''}”.`, 'Open a new one if there is more.')

export interface Stated {
  readonly type: 'case.opened' | 'case.assigned' | 'case.closed'
  readonly id: string
  readonly time: Instant
  readonly data: FactData
}

/**
 * Tells the customer's turn. Its id is derived from the case, so telling it again after a crash counts once; a case
 * without a customer is nobody's fact.
 */
export async function state(
  { store, engine }: CaseRoom,
  { bucket, customer }: StoredCase,
  said: Stated,
): Promise<void> {
  if (customer === null) return
  const alias = (await aliasesOf(store, [{ bucket, customer }])).get(customer)
  if (alias === undefined) return
  const fact: Fact = { source: 'troth', subject: alias, heard: said.time, origin: 'person', ...said }
  const [answer] = await engine.accept([fact])
  if (answer?.status === 'refused') throw new Error(`${said.id} was refused: ${answer.problems[0]?.reason ?? ''}`)
}
