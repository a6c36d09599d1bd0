import { dayOf } from '../../../time/civil.ts'
import type { Instant } from '../../../time/instant.ts'
import { toLocal } from '../../../time/local-time.ts'
import type { Zone } from '../../../time/zone.ts'
import type { Slot } from '../../../visit/slot.ts'
import { LONGEST, plain } from '../plain.ts'
import { elements } from './elements.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { matching } from './matching.ts'
import { phrasesOf, type Phrases } from './phrases.ts'
import { pieces } from './pieces.ts'
import { spanish } from './spanish.ts'
import { wishOf } from './spans.ts'
import { wishText, type Wish } from './wish.ts'

export interface WishContext {
  readonly offered: readonly Slot[]
  readonly zone: Zone
  readonly now: Instant
  /** BCP 47, the customer's own first. */
  readonly languages: readonly string[]
}

export interface WishRead {
  /** In our words: `tue,thu after 15:00`. */
  readonly wish: string
  /** Those on offer that are meant, in their order. */
  readonly slots: readonly Slot[]
}

/** Languages whose wishes are read. */
const LEXICONS = [english, german, spanish, french]
const known = new Map<string, Phrases>()

/**
 * When it would suit somebody, and which of the slots on offer that is. Every word must be known and have its place: what
 * is only half understood ("I'm at work until 4") is null like what names no time, never a guess.
 */
export function readWish(words: string, context: WishContext): WishRead | null {
  // What stands behind the part that is looked at could turn all of it round.
  if (words.length > LONGEST) return null
  const text = plain(words)
  for (const phrases of spoken(context.languages)) {
    const wish = wishIn(text, phrases, context)
    if (wish !== null) return { wish: wishText(wish), slots: matching(wish, context.offered, context) }
  }
  return null
}

function spoken(languages: readonly string[]): readonly Phrases[] {
  const own = languages.map((language) => language.toLowerCase())
  const read = LEXICONS.filter(({ language }) => own.some((one) => one.split('-')[0] === language))
  const chosen = (read.length === 0 ? LEXICONS : read).toSorted(
    (a, b) => place(own, a.language) - place(own, b.language),
  )
  return chosen.map(({ language }) => phrasesFor(language, own.includes('en-us')))
}

const place = (own: readonly string[], language: string): number => {
  const at = own.findIndex((one) => one.split('-')[0] === language)
  return at < 0 ? own.length : at
}

function phrasesFor(language: string, american: boolean): Phrases {
  const key = american && language === 'en' ? 'en-us' : language
  const made = known.get(key)
  if (made !== undefined) return made
  const lexicon = LEXICONS.find((one) => one.language === language) ?? english
  const phrases = phrasesOf(key === 'en-us' ? { ...lexicon, monthFirst: true } : lexicon)
  known.set(key, phrases)
  return phrases
}

function wishIn(text: string, phrases: Phrases, { zone, now }: WishContext): Wish | null {
  const { monthFirst, hours24 } = phrases.lexicon
  const found = pieces(text, phrases)
  if (found === null || !found.some(({ is }) => NAMES_TIME.has(is))) return null
  const read = elements({ pieces: found, hours24, monthFirst, today: dayOf(toLocal(zone, now)) })
  return read === null ? null : wishOf(read)
}

/** Without one of these nothing is said of when. */
const NAMES_TIME: ReadonlySet<string> = new Set([
  'weekday',
  'ahead',
  'week',
  'part',
  'clock',
  'numbers',
  'any',
  'half-of-day',
  'month',
  'number',
  'ordinal',
  'shift',
])
