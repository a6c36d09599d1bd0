import { whyNotLocal } from '../../core/time/local-text.ts'
import { formatInstant, parseInstant, whyNotInstant } from '../../core/time/instant.ts'
import type { Instant } from '../../core/time/instant.ts'
import { DAY_MS } from '../../core/time/civil.ts'
import type { LocalMs } from '../../core/time/civil.ts'
import { localKind, toInstant } from '../../core/time/local-time.ts'
import { offsetAt } from '../../core/time/zone.ts'
import { shown } from '../../core/fact/check.ts'
import type { Binding } from './binding.ts'
import { refuse, type ReadInstant, type Row } from './row.ts'

/**
 * Local times by the mapping's patterns and zone; a text with its own offset (RFC 3339) is read as it stands. `label` is
 * the column: all facts made of it share a reader, which still knows what it read last.
 */
export function instantReader(binding: Binding, label: string): ReadInstant {
  const known = binding.instants.get(label)
  if (known !== undefined) return known
  const reader = remembering(binding, label)
  binding.instants.set(label, reader)
  return reader
}

function remembering(binding: Binding, label: string): ReadInstant {
  const { zone } = binding
  const { read } = binding.mapping.dates
  let lastText = ''
  let last: Instant = 0
  return (text, row) => {
    if (text === lastText) return last
    const local = read(text)
    if (local === undefined) return parseInstant(text) ?? refuseDate(binding, text, { row, label })
    // Changes of one zone lie days apart (zone.ts): most days have one offset, and finding that costs half as much.
    const offset = offsetAt(zone, local - DAY_MS)
    if (offset !== offsetAt(zone, local + DAY_MS)) return nearChange(binding, { text, local, row, label })
    lastText = text
    last = local - offset
    return last
  }
}

interface NearChange extends At {
  readonly text: string
  readonly local: LocalMs
}

function nearChange(binding: Binding, { text, local, row, label }: NearChange): Instant {
  const { zone, counts } = binding
  const instant = toInstant(zone, local)
  const kind = localKind(zone, local)
  if (kind === 'overlap') counts.inOverlap += 1
  if (kind === 'gap') warnOfGap(binding, { text, instant, row, label })
  return instant
}

interface At {
  readonly row: Row
  readonly label: string
}

const OWN_OFFSET = /\d(?:Z|[+-]\d\d:?\d\d)$/i

/** Why a text is no date by the first pattern, and what to do. */
export function refuseDate({ mapping }: Binding, text: string, { row, label }: At): undefined {
  const [first = ''] = mapping.dates.patterns
  const fault = OWN_OFFSET.test(text)
    ? { reason: whyNotInstant(text), mend: 'write it as 2015-01-16T13:30:00-05:00' }
    : whyNotLocal(first, text)
  const { reason = 'it fits no format', mend = 'list its format under `dates`' } = fault ?? {}
  const sentence = `${mend.charAt(0).toUpperCase()}${mend.slice(1)}.`
  return refuse(row, {
    code: 'not-a-date',
    path: label,
    reason: `${shown(text)} is no date: ${reason}.`,
    mend: sentence,
  })
}

interface Gap extends At {
  readonly text: string
  readonly instant: Instant
}

function warnOfGap({ counts, warn, zone, placeOf }: Binding, { text, instant, row, label }: Gap): void {
  counts.inGap += 1
  const reason = `${shown(text)} never came in ${zone.name}, the clocks went forward; it is read as ${formatInstant(instant)}.`
  const mend = 'Nothing needs doing, unless the file is in another zone.'
  warn({ level: 'warning', code: 'time-in-gap', place: placeOf(row, label), reason, mend })
}
