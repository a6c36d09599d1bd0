import type { CalendarEntry } from '../../core/message/channel.ts'
import type { DueMessage } from '../../store/outbox/due-messages.ts'
import type { BrandWords, StoredLook } from './text-look.ts'

/** What each text does to the customer's calendar; the others leave it alone. */
const METHODS: Readonly<Record<string, CalendarEntry['method']>> = {
  'visit-confirm': 'request',
  'visit-moved': 'request',
  'visit-moved-by-us': 'request',
  'visit-cancelled': 'cancel',
}

export interface Wording {
  readonly look: StoredLook
  readonly said: { readonly subject: string | null; readonly text: string }
  readonly brand: BrandWords | undefined
}

/** null: the message changes no calendar. */
export function calendarEntry({ template }: DueMessage, { look, said, brand }: Wording): CalendarEntry | null {
  const method = METHODS[template]
  if (method === undefined || look.calendar === undefined) return null
  // Who comes is what still helps in a month's view; the subject speaks of the message, "moved", and would be wrong next.
  return { ...look.calendar, method, summary: brand?.name ?? said.subject ?? said.text, link: brand?.link ?? null }
}
