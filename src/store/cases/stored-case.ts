import type { CaseRow } from './open-cases.ts'

export interface Note {
  readonly at: number
  readonly by: string
  readonly words: string
}

export interface StoredCase extends CaseRow {
  readonly assignee: string | null
  readonly closed: number | null
  readonly disposition: string | null
  readonly notes: readonly Note[]
}
