import type { Problem } from '../../core/document/problem.ts'
import type { Incoming } from './incoming.ts'
import type { Place } from '../turn/load.ts'
import type { Writes } from '../turn/writes.ts'

/** What became of a fact at the door. */
export type Answer =
  | { readonly status: 'accepted' }
  /** Heard before, the same: it counts once. */
  | { readonly status: 'again' }
  | { readonly status: 'refused'; readonly problems: readonly Problem[] }

/** One thing for a subject's turn: facts it hears, or just a look at the clock, and rows that go with its commit. */
export interface Work {
  readonly place: Place
  readonly facts: readonly Incoming[]
  readonly also?: (writes: Writes, now: number) => void
  /** After the commit, with an answer for each fact. */
  readonly done: (answers: readonly Answer[]) => void
  /** The commit failed: nothing of it was stored. */
  readonly failed: (error: unknown) => void
}
