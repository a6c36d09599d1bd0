import type { CountedMoment } from '../../store/outbox/count-minute.ts'

/** What a burst must exceed at least, in messages of one moment a minute. */
export const LEAST_BURST = 200
const TIMES_USUAL = 5

/** How many of the messages just counted are too many: beyond five times the usual peak, and beyond `least`. */
export function tooMany({ n, peak }: CountedMoment, least: number): number {
  return Math.max(0, n - Math.max(least, TIMES_USUAL * peak))
}
