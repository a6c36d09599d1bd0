import type { IncomingHttpHeaders } from 'node:http'
import type { Instant } from '../../core/time/instant.ts'
import { UNDO_MS } from '../../core/visit/act.ts'
import { stageOf, type Stage } from '../../core/visit/stage.ts'
import type { Doors } from '../route.ts'
import { isUnlocked, languageIn } from './cookies.ts'
import { formStamp } from './form.ts'
import type { Held } from './load.ts'
import { speechIn, type Speech } from './speech.ts'
import { acceptedIn, wordsFor, type Chosen } from './words/choose.ts'
import type { PageWords } from './words/words.ts'

/** A visit as one reader sees it now: all that its pages are drawn from. */
export interface Scene extends Held {
  readonly speech: Speech
  readonly words: PageWords
  /** `/v/…` */
  readonly root: string
  readonly stamp: string
  readonly stage: Stage
  /** By whoever knows best; null: nobody does. */
  readonly expected: Instant | null
  /** Moved and cancelled by the customer alone. */
  readonly mayChange: boolean
  readonly mayUndo: boolean
  readonly isStopped: boolean
  /** They said that a visit that is told to be in vain was otherwise. */
  readonly isDisputed: boolean
  readonly isUnlocked: boolean
  /** Who comes: a first name, on the day only. */
  readonly who: string | null
  /** Theirs, where it is not the company’s: times are those of this place. */
  readonly otherZone: string | null
}

export interface Reader {
  readonly headers: IncomingHttpHeaders
  readonly root: string
}

export function sceneOf(held: Held, { headers, root }: Reader, doors: Doors): Scene {
  const { visit, now, zone, person } = held
  const chosen = chosenFor(headers, person?.language ?? null, doors)
  const speech = speechIn(chosen, zone, now)
  const expected = expectedOf(held)
  const isToday = speech.isToday(visit.window.start)
  const said = saidOf(held)
  const stage = stageOf({ visit, now, isToday, isBroken: held.promise?.state === 'broken', expected, said: said.fixed })
  return {
    ...held,
    speech,
    words: chosen.words,
    root,
    stamp: formStamp(doors.vault, held),
    stage,
    expected,
    mayChange: mayChange(held, stage),
    mayUndo: stage === 'cancelled-by-you' && now <= (visit.cancelled?.at ?? 0) + UNDO_MS && now < visit.window.start,
    isStopped: isStopped(held),
    isDisputed: said.isDisputed,
    isUnlocked: isUnlocked(headers, { vault: doors.vault, id: held.id, now }),
    who: isToday ? firstName(held) : null,
    otherZone: zone.name === doors.defaultZone ? null : zone.name,
  }
}

/** What the reader chose, what is known of them, what their machine speaks, what the company does. */
export const chosenFor = (headers: IncomingHttpHeaders, known: string | null, { language }: Doors): Chosen =>
  wordsFor([languageIn(headers), known, ...acceptedIn(headers['accept-language']), language])

function expectedOf({ visit, promise }: Held): Instant | null {
  if (visit.expected !== null) return visit.expected
  const isOpen = promise?.state === 'open' && promise.forecast?.level !== 'none'
  return isOpen ? (promise.forecast?.expected ?? null) : null
}

/** Until the cut-off; where the company is late itself, as long as there is anything to change. */
function mayChange({ visit, now, brand }: Held, stage: Stage): boolean {
  if ((visit.state !== 'booked' && visit.state !== 'confirmed') || now > visit.window.end) return false
  return stage === 'will-be-late' || stage === 'late' || now < visit.window.start - brand.changesClose
}

function saidOf({ facts, visit }: Held): {
  readonly fixed: 'fixed' | 'not-fixed' | null
  readonly isDisputed: boolean
} {
  const acts = facts.flatMap(({ type, data }) =>
    type === 'link.used' && data['visit'] === visit.visit ? [data['act']] : [],
  )
  const last = acts.findLast((act) => act === 'fixed' || act === 'not-fixed')
  return { fixed: last === 'fixed' || last === 'not-fixed' ? last : null, isDisputed: acts.includes('dispute') }
}

const isStopped = ({ facts, visit }: Held): boolean =>
  facts.findLast(({ type, data }) => /^consent\.(given|withdrawn)$/.test(type) && data['about'] === visit.visit)
    ?.type === 'consent.withdrawn'

function firstName({ facts, visit, personalOf }: Held): string | null {
  const assigned = facts.findLast(({ type, data }) => type === 'visit.assigned' && data['visit'] === visit.visit)
  if (assigned === undefined) return null
  const { technician } = personalOf(`${assigned.source} ${assigned.id}`)
  const [first = ''] = typeof technician === 'string' ? technician.trim().split(/\s+/) : []
  return first === '' ? null : first.slice(0, 40)
}
