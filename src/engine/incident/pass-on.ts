import { ALL_BUCKETS, BUCKETS } from '../../store/bucket.ts'
import { movePassing } from '../../store/incident/move-passing.ts'
import { forgetIncident } from '../../store/incident/forget-incident.ts'
import { noteIncident } from '../../store/incident/note-incident.ts'
import { nextPassing, type Passing } from '../../store/incident/next-passing.ts'
import { passDeclared } from '../../store/incident/pass-declared.ts'
import { passEnded } from '../../store/incident/pass-ended.ts'
import { removePassing } from '../../store/incident/remove-passing.ts'
import type { Store, Tx } from '../../store/store.ts'

/**
 * Looks at the next bucket of the longest waiting fact that is being passed on: relays it to those it concerns, and writes
 * down how far it has come, in one commit. false: nothing is being passed on.
 */
export async function passOnOnce(store: Store): Promise<boolean> {
  return store.inTransaction(async (tx) => {
    const passing = await nextPassing(tx)
    if (passing === undefined) return false
    const { next } = passing
    if (next >= BUCKETS) await removePassing(tx, passing)
    else if (await movePassing(tx, passing, next + 1)) await passTo(tx, passing, next)
    return true
  })
}

async function passTo(tx: Tx, { fact, bucket: noted }: Passing, next: number): Promise<void> {
  const bucket = ALL_BUCKETS[next] ?? 0
  const { incident, areas } = fact.data
  if (typeof incident !== 'string') return
  if (fact.type === 'incident.ended') {
    if (next === 0) await forgetIncident(tx, ALL_BUCKETS, incident)
    return passEnded(tx, { bucket, incident, fact })
  }
  if (!Array.isArray(areas) || areas.length === 0) return
  const declared = { incident, areas: areas.map(String), fact }
  if (next === 0) await noteIncident(tx, { ...declared, bucket: noted })
  await passDeclared(tx, { ...declared, bucket })
}
