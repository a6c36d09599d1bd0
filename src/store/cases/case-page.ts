import { ALL_BUCKETS } from '../bucket.ts'
import type { Tx } from '../store.ts'
import type { StoredCase } from './stored-case.ts'

export interface CaseCursor {
  readonly closed: boolean
  readonly due: number
  readonly opened: number
  readonly bucket: number
  readonly id: string
}

/** After every due there is. */
export const NEVER = Number.MAX_SAFE_INTEGER

export interface CaseFilter {
  readonly place: { readonly bucket: number; readonly customer: string } | null
  readonly closedToo: boolean
  readonly kind: string | null
  readonly assignee: string | null
  readonly after: CaseCursor | null
  readonly limit: number
}

export interface ListedCase extends StoredCase {
  readonly alias: string | null
}

const pageStatement = {
  name: 'case-page',
  text: `select c.bucket, c.id, c.customer, c.kind, c.about, c.opened, c.due, c.says, c.assignee, c.closed, c.disposition, c.notes,
                (select a.alias from alias a where a.bucket = c.bucket and a.customer = c.customer) as alias
           from "case" c
          where c.bucket = any($1) and ($2::uuid is null or c.customer = $2) and ($3 or c.closed is null)
            and ($4::text is null or c.kind = $4) and ($5::text is null or c.assignee = $5)
            and ($6::boolean is null
                 or (c.closed is not null, coalesce(c.due, ${NEVER}), c.opened, c.bucket, c.id)
                    > ($6, $7::bigint, $8::bigint, $9::smallint, $10::text collate "C"))
          order by c.closed is not null, coalesce(c.due, ${NEVER}), c.opened, c.bucket, c.id
          limit $11`,
}

/** The open ones first, by when they are due. */
export function casePage(tx: Tx, filter: CaseFilter): Promise<readonly ListedCase[]> {
  const { place, closedToo, kind, assignee, after, limit } = filter
  const which = [place === null ? ALL_BUCKETS : [place.bucket], place?.customer ?? null, closedToo, kind, assignee]
  const from =
    after === null ? [null, null, null, null, null] : [after.closed, after.due, after.opened, after.bucket, after.id]
  return tx.query<ListedCase>(pageStatement, [...which, ...from, limit])
}
