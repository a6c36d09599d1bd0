import type { Duration } from '../../core/time/instant.ts'

/** What a company's own page needs of a brand. */
export interface PageBrand {
  readonly name: string
  readonly phone: string | null
  /** Where its customers' pages are, without a slash at the end; null: nowhere that they could open. */
  readonly pages: string | null
  /** `#rrggbb` */
  readonly colour: string | null
  readonly logo: string | null
  /** How long before the window opens a customer may move or cancel by themselves. */
  readonly changesClose: Duration
}

/** Of a brand nobody has set. */
export const PLAIN_BRAND: Omit<PageBrand, 'name'> = {
  phone: null,
  pages: null,
  colour: null,
  logo: null,
  changesClose: 2 * 3_600_000,
}
