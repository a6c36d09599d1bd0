import { ALL_BUCKETS } from '../bucket.ts'
import type { PromiseRow } from '../ledger/write-promises.ts'
import type { StatedForecast } from '../ledger/write-forecasts.ts'
import type { Tx } from '../store.ts'

/** Where a page begins: after this row of the order. */
export interface PromiseCursor {
  readonly settled: boolean
  /** Of a version without one: LAST. */
  readonly tellBy: number
  readonly bucket: number
  readonly customer: string
  readonly id: string
  readonly version: number
}

/** After every tell-by there is; a bigint that a number holds exactly. */
export const LAST = Number.MAX_SAFE_INTEGER

export interface PromiseFilter {
  readonly place: { readonly bucket: number; readonly customer: string } | null
  readonly state: string | null
  readonly owner: string | null
  readonly kind: string | null
  readonly told: string | null
  readonly dueBefore: number | null
  readonly dueAfter: number | null
  readonly after: PromiseCursor | null
  readonly limit: number
}

export interface ListedPromise extends PromiseRow {
  /** As it was last stated; null: nothing was. */
  readonly forecast: StatedForecast | null
  readonly alias: string | null
}

const pageStatement = {
  name: 'promise-page',
  text: `select p.bucket, p.customer, p.id, p.version, p.kind, p.key, p.owner, p."to", p.counted, p.state, p.made, p.due_from,
                p.due_to, p.tell_by, p.settled, p.cured_at, p.without_work, p.cause, p.told, p.playbook_version, p.evidence, p.forecast,
                (select a.alias from alias a where a.bucket = p.bucket and a.customer = p.customer) as alias
           from promise p
          where p.bucket = any($1)
            and ($2::uuid is null or p.customer = $2)
            and ($3::text is null or p.state = $3)
            and ($4::text is null or p.owner = $4)
            and ($5::text is null or p.kind = $5)
            and ($6::text is null or p.told = $6)
            and ($7::bigint is null or p.due_to < $7)
            and ($8::bigint is null or p.due_to >= $8)
            and ($9::boolean is null
                 or (p.state <> 'open', coalesce(p.tell_by, ${LAST}), p.bucket, p.customer, p.id, p.version)
                    > ($9, $10::bigint, $11::smallint, $12::uuid, $13::text collate "C", $14::integer))
          order by p.state <> 'open', coalesce(p.tell_by, ${LAST}), p.bucket, p.customer, p.id, p.version
          limit $15`,
}

/** Open ones first, by tell-by; a version without one comes last. The order is total, so that pages neither repeat nor leave out. */
export function promisePage(tx: Tx, filter: PromiseFilter): Promise<readonly ListedPromise[]> {
  const { place, state, owner, kind, told, dueBefore, dueAfter, after, limit } = filter
  const buckets = place === null ? ALL_BUCKETS : [place.bucket]
  const which = [buckets, place?.customer ?? null, state, owner, kind, told, dueBefore, dueAfter]
  const from =
    after === null
      ? [null, null, null, null, null, null]
      : [after.settled, after.tellBy, after.bucket, after.customer, after.id, after.version]
  return tx.query<ListedPromise>(pageStatement, [...which, ...from, limit])
}
