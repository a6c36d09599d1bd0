import { DAY_MS, FIRST_YEAR, LAST_YEAR, epochDay } from './civil.ts'
import type { Duration, Instant } from './instant.ts'
import { zoneReader } from './zone-reader.ts'
import type { ZoneReader } from './zone-reader.ts'

/** A place's civil time by its IANA name. One object per name: compare with ===, make with `zone`. */
export interface Zone {
  readonly name: string
  readonly table: ZoneTable
}

/** What has been learned so far: a stretch's offset changes. Filled on demand; the same answers whatever was asked before. */
interface ZoneTable {
  readonly read: ZoneReader
  readonly stretches: (Stretch | undefined)[]
}

/** `offsets[k]` holds from `starts[k]`; the first from the stretch's beginning. Most have one to three. */
interface Stretch {
  readonly starts: Float64Array
  readonly offsets: Float64Array
}

const FIRST: Instant = epochDay(FIRST_YEAR, 1, 1) * DAY_MS
/** Exclusive. Instants outside get the nearest known offset: doors refuse them, only sums could lead there. */
const END: Instant = epochDay(LAST_YEAR + 1, 1, 1) * DAY_MS
/** 400 days: a year's replay learns two stretches of 1–2 ms each (bench/time.bench.mjs). */
const STRETCH = 400 * DAY_MS
/**
 * One reading a day misses no change: since 1900 two changes of one zone lie at least 3.99 days apart
 * (Africa/Freetown, September 1939; from 1970 on 6.96 days; all files of tzdata 2025b).
 */
const STEP = DAY_MS

const zones = new Map<string, Zone>()

/** The zone of an IANA name (any case; aliases too), or undefined when this runtime's tzdata does not know it. */
export function zone(name: string): Zone | undefined {
  const known = zones.get(name)
  if (known !== undefined) return known
  const key = name.toLowerCase()
  let found = zones.get(key)
  if (found === undefined) {
    const reader = zoneReader(name)
    if (reader === undefined) return undefined
    found = { name: reader.name, table: { read: reader.read, stretches: [] } }
    zones.set(key, found)
  }
  if (name === found.name) zones.set(name, found)
  return found
}

/** Milliseconds to add to an instant to read the zone's wall clock (east is positive). */
export function offsetAt({ table }: Zone, instant: Instant): Duration {
  const within = instant < FIRST ? FIRST : instant < END ? instant : END - 1
  const index = Math.floor((within - FIRST) / STRETCH)
  const { starts, offsets } = table.stretches[index] ?? (table.stretches[index] = learn(table.read, index))
  let k = starts.length - 1
  while (k > 0 && within < (starts[k] ?? 0)) k -= 1
  return offsets[k] ?? 0
}

function learn(read: ZoneReader, index: number): Stretch {
  const from = FIRST + index * STRETCH
  let before = read(from)
  const starts = [from]
  const offsets = [before]
  for (let at = from; at < from + STRETCH; at += STEP) {
    const after = read(at + STEP)
    if (before === after) continue
    starts.push(changeBetween(read, at, at + STEP))
    offsets.push(after)
    before = after
  }
  return { starts: Float64Array.from(starts), offsets: Float64Array.from(offsets) }
}

/** The first whole second with the offset of `high`; tzdata knows nothing finer. */
function changeBetween(read: ZoneReader, low: Instant, high: Instant): Instant {
  const before = read(low)
  let [was, is] = [low / 1000, high / 1000]
  while (is - was > 1) {
    const middle = Math.floor((was + is) / 2)
    if (read(middle * 1000) === before) was = middle
    else is = middle
  }
  return is * 1000
}
