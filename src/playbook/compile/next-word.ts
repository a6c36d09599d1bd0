import { addBusinessDays } from '../../core/time/business-days.ts'
import { parseDuration } from '../../core/time/duration.ts'
import type { Moment } from '../moment.ts'
import type { NextWordShape } from '../shape.ts'
import type { Compiling } from './compiling.ts'

/** By when a text promises the next word, from when it is said: in the owner's business days, or a length of time. */
export function compileNextWord(compiling: Compiling, written: NextWordShape | undefined): Moment['nextWord'] {
  if (written === undefined) return null
  if (typeof written === 'string') {
    const span = parseDuration(written) ?? 0
    return (said) => said + span
  }
  const days = written['business-days']
  return (said, { zone, owner }) => addBusinessDays(compiling.calendarOf(owner, zone), said, days)
}

/** `received` beside the moment `inquiry_answered.no_news`, as whole ids. */
export function wordsOf({ playbook }: Compiling, moment: string, of: string | readonly string[]): readonly string[] {
  const promise = moment.slice(0, moment.lastIndexOf('.') + 1)
  return [of].flat().map((id) => `${playbook}.${promise}${id}`)
}
