import { optionsOf } from '../../core/message/reply/options.ts'
import type { Answer, Reading, Reply, ReplyContext } from '../../core/message/reply/reading.ts'
import type { VisitAct } from '../../core/visit/act.ts'

const NOTHING: Reading = {
  answer: 'unclear',
  readBy: 'keyword',
  certainty: 0,
  act: null,
  asks: null,
  slots: [],
  wish: null,
  chose: null,
  check: true,
}

const MEANT: Readonly<Record<string, Partial<Reading>>> = {
  confirm: { answer: 'confirm', act: { act: 'confirm' } },
  cancel: { answer: 'cancel', asks: 'cancel-visit' },
  'cancel-now': { answer: 'cancel', act: { act: 'cancel', reason: null } },
  keep: { answer: 'confirm', act: { act: 'keep' } },
  reschedule: { answer: 'reschedule' },
  other: { answer: 'reschedule' },
}

/** A reader that knows digits, `stop`, `yes` and `after 3`: what a reading leads to can be tested without a grammar. */
export function plainReader({ words, button, calendar }: Reply, { asked, offered }: ReplyContext): Reading {
  const text = words.trim().toLowerCase()
  if (text === 'stop') return sure({ answer: 'stop', act: { act: 'stop' } })
  if (calendar === 'accepted') return sure({ ...MEANT['confirm'], readBy: 'calendar' })
  if (asked !== null) {
    const options = optionsOf(asked.ask, asked.slots)
    const chosen = options.find(({ digit, answer }) => text === String(digit) || button === answer)
    if (chosen?.slot) return sure({ answer: 'reschedule', chose: 'slot', act: { act: 'take', slot: chosen.slot } })
    if (chosen !== undefined) return sure({ ...MEANT[chosen.answer], chose: chosen.answer })
    if (text === 'yes') return sure({ ...MEANT['confirm'], chose: 'confirm' })
  }
  if (/after 3/.test(text) && offered.length > 0) {
    const wish = 'tue after 15:00'
    return sure({ answer: 'reschedule', readBy: 'grammar', asks: 'slot', wish, slots: offered.slice(0, 3) })
  }
  const [answer, certainty] = GUESSED[text] ?? ['unclear', 0.2]
  return { ...NOTHING, answer, readBy: 'suggester', certainty }
}

const GUESSED: Readonly<Record<string, readonly [Answer, number]>> = { 'i think so': ['confirm', 0.6] }

const sure = (read: Partial<Reading> & { readonly act?: VisitAct | { readonly act: 'stop' } | null }): Reading => ({
  ...NOTHING,
  certainty: 1,
  check: false,
  ...read,
})
