import { withColumns } from '../binary/columns.ts'
import type { Tx } from '../store.ts'

export interface PersonRow {
  readonly bucket: number
  readonly customer: string
  readonly zone: string | null
  readonly language: string | null
  /** Coarse: a district. */
  readonly area: string | null
  readonly brand: string | null
  readonly prefers: string | null
  readonly heard: number
  readonly personal: string | null
  readonly key_id: number | null
}

const writeStatement = {
  name: 'write-persons',
  text: `insert into person (bucket, customer, zone, language, area, brand, prefers, heard, personal, key_id)
         select unnest($1::smallint[]) as bucket, unnest($2::uuid[]) as customer, unnest($3::text[]) as zone,
                unnest($4::text[]) as language, unnest($5::text[]) as area, unnest($6::text[]) as brand,
                unnest($7::text[]) as prefers, unnest($8::bigint[]) as heard, unnest($9::bytea[]) as personal,
                unnest($10::integer[]) as key_id
         on conflict (bucket, customer) do update set
            zone = coalesce(excluded.zone, person.zone), language = coalesce(excluded.language, person.language),
            area = coalesce(excluded.area, person.area),
            brand = coalesce(excluded.brand, person.brand), prefers = coalesce(excluded.prefers, person.prefers),
            heard = excluded.heard, personal = coalesce(excluded.personal, person.personal),
            key_id = coalesce(excluded.key_id, person.key_id)`,
}

/** What is null stays as it was. */
export async function writePersons(tx: Tx, rows: readonly PersonRow[]): Promise<void> {
  await tx.query(writeStatement, withColumns(writeStatement, rows))
}
