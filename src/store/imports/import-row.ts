/** How an import's facts were answered so far. */
export interface ImportCounts {
  readonly accepted: number
  readonly again: number
  readonly refused: number
}

export interface ImportRow {
  /** Of the file's content, its mapping and how they are read. */
  readonly id: string
  readonly file: string
  readonly started: number
  /** null: it goes on, or it was stopped. */
  readonly ended: number | null
  /** Its facts were heard as news, not as history. */
  readonly live: boolean
  /** How many facts are done, in the order in which the file is always handed over. */
  readonly rows: number
  readonly counts: ImportCounts
}
