import type { Piece } from './pieces.ts'

/** An hour as it was written; which half of the day is meant is told by what stands around it. */
export interface Clock {
  readonly hour: number
  readonly minute: number
  /** Said as an hour beyond doubt: "15", "3pm", "08", "4 in the afternoon". */
  readonly fixed: boolean
  /** It cannot be anything but an hour: with a unit, minutes, half past, am or pm. */
  readonly plain: boolean
  readonly next: number
}

export interface Reader {
  readonly pieces: readonly Piece[]
  /** Hours of seven with a unit are in the morning. */
  readonly hours24: boolean
}

/** The hour that stands at a place, if one does; a bare number counts where `Clock.plain` is not asked for. */
export function clockAt(reader: Reader, at: number): Clock | null {
  const { pieces } = reader
  const start = skipArticles(pieces, at)
  const first = pieces[start]
  if (first?.is === 'part' && first.noon) return { hour: 12, minute: 0, fixed: true, plain: true, next: start + 1 }
  const before = first?.is === 'shift' ? first.minutes : 0
  const from = first?.is === 'shift' ? skipArticles(pieces, start + 1) : start
  const piece = pieces[from]
  if (piece?.is === 'clock') return sized(reader, { ...piece, before: 0, plain: true }, from + 1)
  if (piece?.is !== 'number') return null
  const read = { hour: piece.value, minute: 0, zero: piece.zero, before, plain: first?.is === 'shift' }
  return sized(reader, read, from + 1)
}

/** "a las 3", "the 3": an article says that a number follows. */
export function skipArticles(pieces: readonly Piece[], at: number): number {
  let next = at
  while (pieces[next]?.is === 'article') next += 1
  return next
}

interface Raw {
  readonly hour: number
  readonly minute: number
  readonly zero: boolean
  /** Minutes to add, of a "half past" that stood before the hour. */
  readonly before: number
  readonly plain: boolean
}

/** What follows an hour: its unit, "y media", am or pm, a part of the day. */
function sized({ pieces, hours24 }: Reader, raw: Raw, after: number): Clock | null {
  let next = after
  const unit = pieces[next]?.is === 'unit'
  if (unit) next += 1
  const shifted = pieces[next]
  const shift = shifted?.is === 'shift' && raw.before === 0 && raw.minute === 0 ? shifted.minutes : 0
  if (shift !== 0) next += 1
  const half = halfAt(pieces[next])
  if (half !== null) next += 1
  if (raw.hour > 24 || raw.minute > 59) return null
  const plain = raw.plain || unit || shift !== 0 || half !== null
  const written = half === null ? raw.hour : (raw.hour % 12) + (half ? 12 : 0)
  const minutes = written * 60 + raw.minute + raw.before + shift
  if (minutes < 0 || minutes > 24 * 60) return null
  const hour = Math.floor(minutes / 60)
  const fixed = half !== null || raw.zero || raw.hour > 12 || raw.hour === 0 || (hours24 && plain && hour === 7)
  return { hour, minute: minutes % 60, fixed, plain, next }
}

/** Is what stands behind an hour its second half of the day? null: it says nothing of it. */
function halfAt(piece: Piece | undefined): boolean | null {
  if (piece?.is === 'half-of-day') return piece.pm
  return piece?.is === 'part' && !piece.noon ? piece.from >= 12 * 60 : null
}

/** Minutes of the day. Nobody is visited in the small hours: 1 to 7 without more are in the afternoon. */
export function minutesOf({ hour, minute, fixed }: Clock): number {
  return (!fixed && hour < 8 ? hour + 12 : hour) * 60 + minute
}

/** The ends of "3–5pm", "9 to 1"; null: nobody can tell which halves of the day are meant. */
export function rangeOf(first: Clock, last: Clock): readonly [from: number, to: number] | null {
  const to = minutesOf(last)
  const from = minutesOf(first)
  if (!first.fixed && !last.fixed && first.hour < 8 && first.hour > 4 && last.hour > 6 && last.hour < 10) return null
  if (from < to && (first.fixed || !last.fixed || to - from <= 6 * 60)) return [from, to]
  const [early, late] = [first.hour * 60 + first.minute, (first.hour + 12) * 60 + first.minute]
  if (!first.fixed && late < to) return [late, to]
  if (!first.fixed && early < to) return [early, to]
  return !last.fixed && last.hour < 12 && from < to + 12 * 60 ? [from, to + 12 * 60] : null
}
