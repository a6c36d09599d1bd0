import type { Tx } from '../store.ts'
import type { PassingRow } from './write-passing.ts'

const noteStatement = {
  name: 'note-incident',
  text: `insert into incident (bucket, incident, areas, fact) values ($1, $2, $3, $4)
         on conflict (bucket, incident) do update set areas = excluded.areas, fact = excluded.fact`,
}

export interface NotedIncident extends Pick<PassingRow, 'bucket' | 'fact'> {
  readonly incident: string
  readonly areas: readonly string[]
}

/** It is on from now: before the first of its customers hears of it, so that nobody who comes meanwhile is missed. */
export async function noteIncident(tx: Tx, { bucket, incident, areas, fact }: NotedIncident): Promise<void> {
  await tx.query(noteStatement, [bucket, incident, areas, JSON.stringify(fact)])
}
