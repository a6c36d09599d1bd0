import type { FactData } from '../../core/fact/fact.ts'

export const ORIGINS = ['outside', 'person', 'engine'] as const
export const SUBJECT_KINDS = ['customer', 'crew-day', 'silo'] as const

/** What every fact on record says in the open; `origin` is its place in ORIGINS. */
export interface FactColumns {
  readonly seq: number
  readonly heard: number
  readonly type: string
  readonly time: number
  readonly known: number | null
  readonly history: boolean
  readonly origin: number
  readonly source: string
  readonly id: string
  readonly about: string
  readonly sequence: string | null
  readonly data: FactData
}

/** With what is personal, still sealed. */
export interface WholeFact extends FactColumns {
  readonly personal: Buffer | null
  /** What its customer's key is made of; null: nothing is personal, or the key was deleted. */
  readonly seed: Buffer | null
}
