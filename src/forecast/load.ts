import { days, hours, type Instant } from '../core/time/instant.ts'

/** Outcomes of promises; `keptLate` of the kept were still open at tell-by. */
export interface Counted {
  readonly kept: number
  readonly keptLate: number
  readonly broken: number
}

/**
 * How a silo stands with promises of one kind, as was known at the last whole hour: the numbers of a `silo.load` fact.
 * Seven days follow a change of season or staff; sixty steady them where promises are few.
 */
export interface Load {
  /** Opened in the last 7 days. */
  readonly opened: number
  readonly open: number
  readonly week: Counted
  readonly sixtyDays: Counted
}

export interface Loads {
  /** null: nobody there was promised anything of this kind by then. */
  readonly at: (owner: string, kind: string, now: Instant) => Load | null
}

export const WEEK = days(7)
export const SIXTY_DAYS = days(60)

export const lastWholeHour = (now: Instant): Instant => Math.floor(now / hours(1)) * hours(1)
