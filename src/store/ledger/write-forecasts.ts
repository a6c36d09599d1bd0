import { withRows, type Tx } from '../store.ts'

/** What is expected of a version; a field that is absent stays as it was. */
export interface StatedForecast {
  readonly level?: string
  /** Of breaking, 0 to 1; null: its source gives none. */
  readonly probability?: number | null
  /** null: later than promised, nobody says by how much. */
  readonly expected: number | null
  readonly reason: string
  readonly model: string | null
  readonly at: number
}

export interface ForecastRow {
  readonly bucket: number
  readonly customer: string
  readonly id: string
  readonly version: number
  readonly forecast: StatedForecast
}

const writeStatement = {
  name: 'write-forecasts',
  text: `update promise p set forecast = coalesce(p.forecast, '{}') || r.forecast
           from json_to_recordset($1) as r(bucket smallint, customer uuid, id text, version integer, forecast jsonb)
          where p.bucket = r.bucket and p.customer = r.customer and p.id = r.id and p.version = r.version`,
}

/** After the versions themselves. A version may stand in `rows` once only. */
export async function writeForecasts(tx: Tx, rows: readonly ForecastRow[]): Promise<void> {
  await tx.query(writeStatement, withRows(rows))
}
