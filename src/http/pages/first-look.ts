import type { Instant } from '../../core/time/instant.ts'
import { casePage, type ListedCase } from '../../store/cases/case-page.ts'
import { playbooksInForce, type PlaybookVersion } from '../../store/company/playbook-versions.ts'
import { sendingStates, type SendingRow } from '../../store/company/sending-states.ts'
import type { Tx } from '../../store/store.ts'
import { factCount } from '../../store/views/fact-count.ts'
import { standing } from '../../store/views/standing.ts'
import { stateCounts } from '../../store/views/state-counts.ts'
import { toldFigure, type ToldFigure } from '../../store/views/told-figure.ts'

/** What the first page shows, read at once. */
export interface FirstLook {
  readonly facts: { readonly count: number; readonly exact: boolean }
  readonly customers: number
  readonly states: ReadonlyMap<string, number>
  readonly told: ToldFigure
  readonly sending: readonly SendingRow[]
  readonly playbooks: readonly PlaybookVersion[]
  readonly openCases: number
  readonly cases: readonly ListedCase[]
}

const MOST_CASES = 5

export async function firstLook(store: Tx, now: Instant): Promise<FirstLook> {
  const nobody = { place: null, kind: null, assignee: null, after: null }
  const [stands, facts, states, told, sending, playbooks, cases] = await Promise.all([
    standing(store, now),
    factCount(store),
    stateCounts(store),
    toldFigure(store),
    sendingStates(store),
    playbooksInForce(store),
    casePage(store, { ...nobody, closedToo: false, limit: MOST_CASES }),
  ])
  const counts = new Map(states.map(({ state, n }) => [state, n]))
  const { customers, open_cases: openCases } = stands
  return { facts, customers, states: counts, told, sending, playbooks, openCases, cases }
}
