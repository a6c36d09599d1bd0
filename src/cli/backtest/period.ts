import type { Period } from '../../analysis/backtest/period.ts'
import type { Zone } from '../../core/time/zone.ts'
import { usage } from '../exit.ts'
import { parseUntil } from '../input.ts'

export interface PeriodValues {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** `--from` and `--to`: local midnights, the first in the period and the second not. */
export function periodOf({ from, to }: PeriodValues, zone: Zone): Period {
  if (from === undefined || to === undefined)
    throw usage(
      'A backtest needs --from and --to.',
      'Write two days: promises made from the first on and before the second are judged.',
    )
  const period = { from: parseUntil(from, zone, '--from'), to: parseUntil(to, zone, '--to') }
  if (period.from >= period.to)
    throw usage(
      `--from ${from} is not before --to ${to}.`,
      'Give the earlier day first; --to itself is not in the period.',
    )
  return period
}
