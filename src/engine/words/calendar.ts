import type { CalendarEntry } from '../../core/message/channel.ts'
import type { BrandWords, StoredLook } from './text-look.ts'

export interface Marked {
  /** What its text does to the customer's calendar; null: it leaves it alone. */
  readonly method: CalendarEntry['method'] | null
  readonly said: { readonly subject: string | null; readonly text: string }
  readonly brand: BrandWords | undefined
  readonly link: string | null
}

/** null: the message changes no calendar. */
export function calendarEntry({ calendar }: StoredLook, { method, said, brand, link }: Marked): CalendarEntry | null {
  if (method === null || calendar === undefined) return null
  // Who comes is what still helps in a month's view; the subject speaks of the message, "moved", and would be wrong next.
  return { ...calendar, method, summary: brand?.name ?? said.subject ?? said.text, link }
}
