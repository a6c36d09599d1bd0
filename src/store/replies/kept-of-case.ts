import type { Tx } from '../store.ts'

export interface KeptRow {
  readonly n: number
  readonly heard: number
  readonly raw: Buffer
}

const keptStatement = {
  name: 'kept-of-case',
  text: 'select n, heard, raw from refused where bucket = $1 and "case" = $2 order by n',
}

export interface CasePlace {
  readonly bucket: number
  readonly id: string
}

/** What was kept for a case, sealed; the first first. */
export const keptOfCase = (tx: Tx, { bucket, id }: CasePlace): Promise<readonly KeptRow[]> =>
  tx.query<KeptRow>(keptStatement, [bucket, id])
