import { readFileSync } from 'node:fs'
import { parseInstant, type Instant } from '../core/time/instant.ts'
import { parseDay } from '../core/time/local-day.ts'
import { toInstant } from '../core/time/local-time.ts'
import { zone as zoneNamed, type Zone } from '../core/time/zone.ts'
import { readMapping, type Mapping } from '../silos/mapping/read.ts'
import { EXIT, Stop, usage } from './exit.ts'

export function loadMapping(path: string | undefined): Mapping | undefined {
  if (path === undefined) return undefined
  const read = readMapping(textOf(path), path)
  if ('problems' in read) throw new Stop(EXIT.input, read.problems)
  return read.mapping
}

export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    const reason = `${path} cannot be read.`
    throw new Stop(EXIT.input, [
      { level: 'error', code: 'no-file', place: { file: path }, reason, mend: 'Check the path.' },
    ])
  }
}

export function loadZone(name: string): Zone {
  const found = zoneNamed(name)
  if (found === undefined) throw usage(`“${name}” is no time zone.`, 'Write it like America/New_York or UTC.')
  return found
}

/** A day is its local midnight; an instant needs an offset. */
export function parseUntil(text: string, zone: Zone, option = '--until'): Instant {
  const day = parseDay(text)
  const instant = day === undefined ? parseInstant(text) : toInstant(zone, day * 86_400_000)
  if (instant === undefined)
    throw usage(
      `${option} ${text} is no day and no instant.`,
      'Write 2016-01-13 (local midnight) or 2016-01-13T05:00:00Z.',
    )
  return instant
}
