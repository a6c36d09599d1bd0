import { formatInstant, type Duration, type Instant } from '../../core/time/instant.ts'
import { bucketOf } from '../../store/bucket.ts'
import { openCases } from '../../store/cases/open-cases.ts'
import type { HearingRoom } from './room.ts'

/** A provider that has changed its key is forged a few times too; so many a day are somebody's work. */
export const FORGED_A_DAY = 20
const DAY: Duration = 86_400_000
/** One of so many is logged: who forges must not fill the disk. */
const LOGGED = 100

interface Counted {
  readonly day: Instant
  n: number
}

/** Counts requests whose signature does not hold, by channel and day; a person sees them once a day, not once for each. */
export function forgeries({ store, clock, log, sha256 }: HearingRoom): (channel: string, why: string) => Promise<void> {
  const counts = new Map<string, Counted>()
  return async (channel, why) => {
    const now = clock()
    const day = now - (now % DAY)
    const counted = counts.get(channel)?.day === day ? (counts.get(channel) as Counted) : { day, n: 0 }
    counts.set(channel, counted)
    counted.n += 1
    if (counted.n === 1 || counted.n % LOGGED === 0) log('callback.forged', { channel, why, today: counted.n })
    if (counted.n !== FORGED_A_DAY) return
    const digits = sha256(`forged\n${channel}\n${day}`)
    const says = `${FORGED_A_DAY} requests of ${formatInstant(day).slice(0, 10)} to /callbacks/${channel} had a signature that does not hold: somebody forges them, or its secret in troth.yaml is not the provider's any more. None of them was heard.`
    const opened = { bucket: bucketOf(digits), id: `f-${digits.slice(0, 16)}`, opened: now, due: now + DAY, says }
    await openCases(store, [{ ...opened, customer: null, kind: 'forged-callbacks', about: channel }])
  }
}
