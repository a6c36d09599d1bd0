import { DAY_MS, epochDay } from './civil.ts'
import type { Duration, Instant } from './instant.ts'

/** A zone's offset at a whole second, asked of the runtime's own tzdata; about 1.7 µs a time. */
export type ZoneReader = (instant: Instant) => Duration

/** `Area/Place`, `UTC`, `EST5EDT`, `Etc/GMT+5`; not a bare offset, which newer runtimes would take for a zone. */
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/
const READING = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/

/** Asks Intl, the only source of zones in both Node and browsers; undefined when it lacks the name. */
export function zoneReader(name: string): { readonly name: string; readonly read: ZoneReader } | undefined {
  if (name.length > 64 || !NAME.test(name)) return undefined
  const format = formatOf(name)
  if (format === undefined) return undefined
  const canonical = format.resolvedOptions().timeZone
  const read = (instant: Instant): Duration => wallClock(format.format(instant)) - instant
  return { name: canonical.toLowerCase() === name.toLowerCase() ? canonical : name, read }
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const two = '2-digit'
  const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone, hourCycle: 'h23', ...fields })
  } catch {
    return undefined // RangeError is how Intl says "unknown zone"
  }
}

function wallClock(text: string): number {
  const [, month, day, year, hour, minute, second] = READING.exec(text) ?? []
  if (second === undefined) throw new Error(`Intl wrote an unforeseen date: ${text}`)
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  return epochDay(Number(year), Number(month), Number(day)) * DAY_MS + clock * 1000
}

/** Why `zone` refuses a name, with near names when there are some; for reports only. */
export function whyNotZone(name: string): string {
  const near = nearZones(name)
  const hint = near.length === 0 ? 'write an IANA name such as America/New_York' : `did you mean ${near.join(' or ')}?`
  return `"${name.slice(0, 64)}" is no time zone this runtime knows; ${hint}`
}

/** Zones whose last part reads alike, without regard to case, blanks and punctuation: `New York` → America/New_York. */
function nearZones(name: string): readonly string[] {
  const bare = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
  const wanted = bare(name.slice(name.lastIndexOf('/') + 1))
  if (wanted.length < 3) return []
  const all = Intl.supportedValuesOf('timeZone')
  return all.filter((one) => bare(one.slice(one.lastIndexOf('/') + 1)).startsWith(wanted)).slice(0, 3)
}
