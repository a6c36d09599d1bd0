import { html, type Html } from '../../core/document/html.ts'
import { dayOf } from '../../core/time/civil.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { toLocal } from '../../core/time/local-time.ts'
import type { VisitWindow } from '../../core/time/window.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { Amount } from '../../playbook/text/names.ts'
import { voiceOf, type Voice } from '../../playbook/text/voice.ts'
import type { Chosen } from './words/choose.ts'
import type { PageWords } from './words/words.ts'

/** One language's words with times as this customer reads them: their zone, their clock, today as today. */
export interface Speech {
  readonly words: PageWords
  /** `08:00`, kept together in right-to-left text. */
  readonly time: (at: Instant) => Html
  /** `Today`, `Tomorrow`, else `Tuesday 24 November`. */
  readonly day: (at: Instant) => string
  /** `Tuesday` */
  readonly weekday: (at: Instant) => string
  /** A whole sentence: nothing of it can be read the other way round. */
  readonly window: (window: VisitWindow) => Html
  /** With its day, unless that is today. */
  readonly moment: (at: Instant) => Html
  readonly isToday: (at: Instant) => boolean
  /** null: it is no amount. */
  readonly money: (amount: Amount) => Html | null
  /** Whole hours as hours. */
  readonly length: (minutes: number) => string
}

export function speechIn({ words, tag }: Chosen, zone: Zone, now: Instant): Speech {
  const voice = voiceOf(tag) ?? (voiceOf('en') as Voice)
  const local = (at: Instant): number => toLocal(zone, at)
  const daysOff = (at: Instant): number => dayOf(local(at)) - dayOf(local(now))
  const time = (at: Instant): Html => html`<bdi>${voice.time(local(at))}</bdi>`
  const day = (at: Instant): string => [words.today, words.tomorrow][daysOff(at)] ?? voice.day(local(at))
  const dated = (at: Instant): Html => html`<bdi>${voice.dayAndTime(local(at))}</bdi>`
  return {
    words,
    time,
    day,
    weekday: (at) => weekdays(tag).format(local(at)),
    window: ({ start, end }) =>
      dayOf(local(start)) === dayOf(local(end))
        ? words.between(day(start), time(start), time(end))
        : words.acrossDays(dated(start), dated(end)),
    moment: (at) => html`<time datetime="${formatInstant(at)}">${daysOff(at) === 0 ? time(at) : dated(at)}</time>`,
    isToday: (at) => daysOff(at) === 0,
    money: (amount) => moneyIn(voice, amount),
    length: (minutes) => lengthIn(words, tag, minutes),
  }
}

function moneyIn(voice: Voice, amount: Amount): Html | null {
  try {
    return html`<bdi>${voice.money(amount)}</bdi>`
  } catch {
    return null // RangeError is how it says that the amount or the currency is none
  }
}

function lengthIn(words: PageWords, tag: string, minutes: number): string {
  const [count, say] =
    minutes >= 60 ? [Math.round(minutes / 30) / 2, words.hours] : [Math.round(minutes), words.minutes]
  return say(new Intl.NumberFormat(tag).format(count), count === 1)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Tags come with requests; the catalogue has four languages, and few speak them in 50 ways. */
const FORMATS = 50

function weekdays(tag: string): Intl.DateTimeFormat {
  const known = formats.get(tag)
  if (known !== undefined) return known
  if (formats.size >= FORMATS) formats.clear()
  const made = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' })
  formats.set(tag, made)
  return made
}
