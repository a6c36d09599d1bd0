import type { Tx } from '../store.ts'

export interface LoadHour {
  readonly hour: number
  readonly counted: number
  readonly written: number
}

const writeStatement = {
  name: 'write-load-hour',
  text: `insert into load_hour (hour, counted, written) values ($1, $2, $3) on conflict (hour) do nothing returning hour`,
}

/** false: this hour is on record already, and its facts are. */
export async function writeLoadHour(tx: Tx, { hour, counted, written }: LoadHour): Promise<boolean> {
  return (await tx.query(writeStatement, [hour, counted, written])).length > 0
}
