import { optionsOf } from '../../core/message/reply/options.ts'
import type { Instant } from '../../core/time/instant.ts'
import { zone, type Zone } from '../../core/time/zone.ts'
import type { TextLook } from './names.ts'

const HOUR = 3_600_000

/** A Wednesday in September at 10:30 on the sample's clock: the longest day and month of English, German and Spanish. */
const COMES: Instant = 1_790_760_600_000 // 2026-09-30T09:30:00Z
const LATER = COMES + 7 * 24 * HOUR

/** Where the sample's customer lives. */
export const SAMPLE_ZONE = zone('Europe/London') as Zone

const SLOTS = [0, 1, 2].map((day) => ({
  slot: `s-${day + 1}`,
  start: LATER + day * 24 * HOUR,
  end: LATER + day * 24 * HOUR + 2 * HOUR,
}))

/**
 * What a text is judged and shown by: everything is known, and the names are long. A brand of 25 letters, a link of 48 on a
 * domain of one's own, three times read back; few messages are longer than this one.
 */
export function sampleLook(ask: readonly string[], readsBack: boolean): TextLook {
  return {
    promise: { kind: 'broadband-installation', key: 'v-10044219', owner: 'field' },
    due: { from: COMES, to: COMES + 2 * HOUR },
    was: { from: COMES - 7 * 24 * HOUR, to: COMES - 7 * 24 * HOUR + 2 * HOUR },
    forecast: { expected: COMES + 3 * HOUR, reason: 'previous-visit' },
    customer: { name: 'Maximiliane Hohenberger' },
    brand: { name: 'Northern Lights Broadband', phone: '+44 1632 960 001' },
    fact: { expected: '2026-09-30T11:40:00Z' },
    remedy: { amount: { amount: '130.49', currency: 'GBP' }, pay_by: LATER },
    case: { owner: 'customer-care', id: 'ca-10044' },
    cause: null,
    link: 'https://v.northern-lights.example/v/AbCdEfGhIjKl',
    next_word_by: LATER,
    stands: [{ kind: 'router-delivery', key: 'o-5512', at: LATER }],
    options: optionsOf(ask, readsBack ? SLOTS : []),
  }
}

/** The sample where nothing is known that a text may do without. */
export function bareLook(ask: readonly string[], readsBack: boolean): TextLook {
  const whole = sampleLook(ask, readsBack)
  return {
    ...whole,
    was: null,
    forecast: null,
    customer: null,
    brand: null,
    fact: null,
    remedy: null,
    cause: null,
    case: { owner: 'care' },
    stands: [],
  }
}
