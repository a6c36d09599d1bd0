import { dayOf } from '../../core/time/civil.ts'
import { toLocal } from '../../core/time/local-time.ts'
import type { Listener } from './filters.ts'
import type { StillStanding, TextLook } from './names.ts'

/**
 * What still stands as words in the listener's language, on their calendar: `installation, Thursday 2 April; …`. Several
 * promises of one thing on one day (a visit and its work) are one for them, named by the first. null: nothing stands.
 */
export function standsText(stands: readonly StillStanding[], { zone, voice }: Listener): string | null {
  const said = new Map<string, string>()
  for (const { kind, key, at } of stands) {
    const local = toLocal(zone, at)
    const same = `${key} ${dayOf(local)}`
    if (!said.has(same)) said.set(same, `${kind.replace(/[-_]+/g, ' ')}, ${voice.day(local)}`)
  }
  return said.size === 0 ? null : [...said.values()].join('; ')
}

/** `still_stands` of a look: as it was written already, else from the promises that stand. */
export const stillStandsIn = ({ stands = [], still_stands = null }: TextLook, listener: Listener): string | null =>
  stands.length === 0 || typeof still_stands === 'string' ? still_stands : standsText(stands, listener)
