import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { formatLocal } from '../../core/time/local-day.ts'
import { toLocal } from '../../core/time/local-time.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { StoredLook } from './text-look.ts'

export interface Nudging {
  /** An alias of the customer it is about. */
  readonly about: string
  /** The company's. */
  readonly zone: Zone
}

/** What a department is told when a promise it owns needs it: built in, since it is for colleagues and names no customer. */
export function nudgeText(look: StoredLook, { about, zone }: Nudging): { subject: string; text: string } {
  const { promise, silo, due, forecast } = look
  const what = promise === null ? 'A promise' : `${promise.kind} ${promise.key}`
  const rung = silo !== null && silo.rung > 0 ? ` This is reminder ${silo.rung + 1}.` : ''
  const until = due.to === null ? 'No due time is known.' : `It is due ${localText(zone, due.to)}.`
  const expectedAt = forecast?.expected ?? null
  const expected = expectedAt === null ? '' : ` We now expect ${localText(zone, expectedAt)}.`
  const reason = forecast === null ? '' : ` The reason: ${forecast.reason}.`
  return {
    subject: `${silo?.name ?? 'nudge'}: ${what} needs you`,
    text: `${what}, promised to ${about}, needs you. ${until}${expected}${reason}${rung}`,
  }
}

const localText = (zone: Zone, at: Instant): string =>
  `${formatLocal(toLocal(zone, at)).slice(0, 16).replace('T', ' ')} (${zone.name}, ${formatInstant(at)})`
