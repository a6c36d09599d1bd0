import type { StatedForecast } from '../ledger/write-forecasts.ts'
import type { Tx } from '../store.ts'

export interface OpenJeopardy {
  readonly id: string
  readonly version: number
  readonly forecast: StatedForecast
}

const jeopardiesStatement = {
  name: 'jeopardies-of',
  text: `select id, version, forecast from promise
          where bucket = $1 and customer = $2 and state = 'open' and forecast->>'level' <> 'none'
          order by tell_by nulls last, id, version limit $3`,
}

export interface JeopardiesOf {
  readonly bucket: number
  readonly customer: string
}

/** A customer's open versions that will probably break, the next tell-by first. */
export const jeopardiesOf = (
  tx: Tx,
  { bucket, customer }: JeopardiesOf,
  limit: number,
): Promise<readonly OpenJeopardy[]> => tx.query<OpenJeopardy>(jeopardiesStatement, [bucket, customer, limit])
