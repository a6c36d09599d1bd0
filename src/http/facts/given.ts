import type { Problem } from '../../core/document/problem.ts'

/** What a request holds, not yet looked at; `lines` where each thing stood on a line of its own, from 1. */
export interface Given {
  readonly items: readonly unknown[]
  readonly lines?: readonly number[]
  /** It was one fact, not a list of one. */
  readonly isOne: boolean
  /** An import: they are history. */
  readonly history?: boolean
}

export type ReadBody = Given | { readonly refused: number; readonly problems: readonly Problem[] }
