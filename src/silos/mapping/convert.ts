import { shown } from '../../core/fact/check.ts'
import { checkText, NONE } from '../../core/fact/plain-json.ts'
import { MAX_KEY, MAX_TEXT } from '../../core/fact/value-form.ts'
import type { FieldDescription } from '../../core/fact/field.ts'
import { dayOf } from '../../core/time/civil.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { formatDay } from '../../core/time/local-day.ts'
import type { Binding } from './binding.ts'
import { instantReader, refuseDate } from './instants.ts'
import { refuse, type Row } from './row.ts'

/** A text that is not empty, as the value its field holds; undefined, with the row refused, when it cannot be one. */
export type Convert = (text: string, row: Row) => unknown

export interface ToConvert {
  readonly described: FieldDescription | undefined
  /** How reports call what is converted. */
  readonly label: string
}

/** Of a field nobody knows: the text as it is. */
export function converter(binding: Binding, { described, label }: ToConvert): Convert {
  switch (described?.kind) {
    case 'instant': {
      const readInstant = instantReader(binding, label)
      return (text, row) => {
        const instant = readInstant(text, row)
        return instant === undefined ? undefined : formatInstant(instant)
      }
    }
    case 'number':
      return (text, row) => {
        row.doubtful = true
        if (NUMBER.test(text)) return Number(text)
        const mend = 'Write it with digits and a point, or turn it into one with {cel: …}.'
        return refuse(row, { code: 'not-a-number', path: label, reason: `${shown(text)} is no number.`, mend })
      }
    case 'boolean':
      return (text, row) => {
        const flag = FLAGS.get(text.toLowerCase())
        if (flag !== undefined) return flag
        const mend = 'Write true, false, 1 or 0, or a condition: {cel: \'PAID == "Y"\'}.'
        return refuse(row, {
          code: 'not-a-flag',
          path: label,
          reason: `${shown(text)} is neither true nor false.`,
          mend,
        })
      }
    default:
      return described?.form === 'day' ? dayConverter(binding, label) : textConverter(described)
  }
}

/** Within these limits the catalogue has nothing to say; its check of a whole promise.made takes 0.4 µs. */
function textConverter(described: FieldDescription | undefined): Convert {
  const limit = described?.form === 'key' ? MAX_KEY : MAX_TEXT
  const isPlain = (described?.form ?? 'key') === 'key' && described?.values === undefined
  return (text, row) => {
    if (!isPlain || text.length > limit || checkText(text, '') !== NONE) row.doubtful = true
    return text
  }
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/
const FLAGS = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

/** A calendar day by the mapping's own patterns; what clock stands beside it does not matter. */
function dayConverter(binding: Binding, label: string): Convert {
  const { read } = binding.mapping.dates
  return (text, row) => {
    const local = read(text)
    return local === undefined ? refuseDate(binding, text, { row, label }) : formatDay(dayOf(local))
  }
}
