import type { LocalMs } from '../../core/time/civil.ts'
import { isolated } from './isolated.ts'
import type { Amount } from './names.ts'

/** How a language writes times and amounts. Local times: the customer's wall clock, as core/time reads it. */
export interface Voice {
  /** `Tuesday 24 November` */
  readonly day: (local: LocalMs) => string
  /** `24 November 2026` */
  readonly date: (local: LocalMs) => string
  /** `16:00` */
  readonly time: (local: LocalMs) => string
  /** `Tuesday 24 November at 16:00` */
  readonly dayAndTime: (local: LocalMs) => string
  /** RangeError for a currency that is none. */
  readonly money: (amount: Amount) => string
  /** Between parts of a list: `, `, in Arabic script `، `. */
  readonly comma: string
  /** `a, b or c` */
  readonly oneOf: (parts: readonly string[]) => string
  /** Of a language that is written from right to left: keeps what is filled in together. null: nothing need be kept. */
  readonly isolate: ((value: string) => string) | null
}

const day = { weekday: 'long', day: 'numeric', month: 'long' } as const

/** Tags come with customers, and a tag may carry any private part; the world has fewer languages in one house. */
const LANGUAGES = 200

const voices = new Map<string, Voice>()

/** The voice of a BCP 47 tag, `en-GB`; undefined when the tag is none. A language that Intl lacks speaks its default. */
export function voiceOf(language: string): Voice | undefined {
  const known = voices.get(language)
  if (known !== undefined) return known
  if (!isTag(language)) return undefined
  const clock = clockOf(language)
  const primary = language.split('-', 1)[0] ?? language
  const voice: Voice = {
    day: written(language, day),
    date: written(language, { day: 'numeric', month: 'long', year: 'numeric' }),
    time: written(language, clock),
    dayAndTime: written(language, { ...day, ...clock }),
    money: moneyIn(language),
    comma: ARABIC_COMMA.test(primary) ? '، ' : ', ',
    oneOf: oneOfIn(language),
    isolate: RIGHT_TO_LEFT.test(primary) ? isolated : null,
  }
  if (voices.size >= LANGUAGES) voices.clear()
  voices.set(language, voice)
  return voice
}

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ps|sd|ug|ur|yi)$/
const ARABIC_COMMA = /^(ar|ckb|fa|ps|sd|ug|ur)$/

function oneOfIn(language: string): (parts: readonly string[]) => string {
  const list = new Intl.ListFormat(language, { type: 'disjunction' })
  return (parts) => (parts.length < 2 ? (parts[0] ?? '') : plainSpaces(list.format(parts)))
}

/** 08:00 where the day has 24 hours, 8:00 AM where it has twice twelve; Intl would write 8:00 for both. */
function clockOf(language: string): Intl.DateTimeFormatOptions {
  const { hourCycle } = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions()
  return { hour: hourCycle === 'h23' || hourCycle === 'h24' ? '2-digit' : 'numeric', minute: '2-digit' }
}

function isTag(language: string): boolean {
  try {
    return language.length <= 35 && Intl.getCanonicalLocales(language).length === 1
  } catch {
    return false // RangeError is how Intl says so
  }
}

/** A minute of half a year, about; more only means writing it anew. */
const REMEMBERED = 4096

/**
 * Zones are ours (core/time), so Intl is asked in UTC and sees the wall clock's own reading. It takes 2–4 µs a time;
 * a day's messages speak of the same few hundred minutes, so they are remembered. What Intl writes for a reading never
 * changes while we run, so remembering it changes no answer.
 */
function written(language: string, fields: Intl.DateTimeFormatOptions): (local: LocalMs) => string {
  const format = new Intl.DateTimeFormat(language, { ...fields, timeZone: 'UTC', calendar: 'gregory' })
  const remembered = new Map<number, string>()
  return (local) => {
    const minute = Math.floor(local / 60_000)
    const known = remembered.get(minute)
    if (known !== undefined) return known
    const text = plainSpaces(format.format(minute * 60_000))
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(minute, text)
    return text
  }
}

function moneyIn(language: string): (amount: Amount) => string {
  const formats = new Map<string, Intl.NumberFormat>()
  return ({ amount, currency }) => {
    const number = Number(amount)
    if (!Number.isFinite(number)) throw new RangeError(`${amount} is no amount`)
    let format = formats.get(currency)
    if (format === undefined) {
      format = new Intl.NumberFormat(language, { style: 'currency', currency })
      formats.set(currency, format)
    }
    return plainSpaces(format.format(number))
  }
}

/** Intl's narrow and unbreakable spaces would turn an SMS of 160 letters into three of 67. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ')
