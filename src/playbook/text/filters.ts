import { parseInstant, type Instant } from '../../core/time/instant.ts'
import { toLocal } from '../../core/time/local-time.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { Amount } from './names.ts'
import { bareWords, Unsaid } from './said.ts'
import { TextFault } from './text-fault.ts'
import type { Voice } from './voice.ts'

/** Whom a text is for: where their clock hangs and how their language writes. */
export interface Listener {
  readonly zone: Zone
  readonly voice: Voice
}

/** A filter of ours: a value of the template, said to a listener. */
export type TextFilter = (value: unknown, listener: Listener) => string

const ofTime =
  (name: string, say: (voice: Voice) => (local: number) => string): TextFilter =>
  (value, { zone, voice }) => {
    const at = instantOf(value)
    if (at === undefined) throw missing(name, 'a time')
    return say(voice)(toLocal(zone, at))
  }

/** Facts carry instants as RFC 3339 text, the look as numbers. */
function instantOf(value: unknown): Instant | undefined {
  if (value instanceof Unsaid) return typeof value.value === 'number' ? value.value : undefined
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' ? parseInstant(value) : undefined
}

/** A sentence around a time that is not there is half a sentence. */
const missing = (filter: string, what: string): TextFault =>
  new TextFault('text-value-missing', `| ${filter} got nothing that is ${what}.`, 'Put the sentence into {% if … %}.')

const isAmount = (value: unknown): value is Amount =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value

/** `no-engineer` → `no engineer` */
export const asWords = (value: unknown): string => bareWords(value).replace(/[-_]+/g, ' ')

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const TEXT_FILTERS: Readonly<Record<string, TextFilter>> = {
  day: ofTime('day', (voice) => voice.day),
  date: ofTime('date', (voice) => voice.date),
  time: ofTime('time', (voice) => voice.time),
  day_and_time: ofTime('day_and_time', (voice) => voice.dayAndTime),
  words: (value) => asWords(value),
  /** `care` → `Care`; a silo at the head of a sentence. */
  name: (value) => capital(asWords(value)),
  money: (value, { voice }) => {
    const amount = value instanceof Unsaid ? (value as Unsaid<unknown>).value : value
    if (!isAmount(amount)) throw missing('money', 'an amount')
    return voice.money(amount)
  },
}
