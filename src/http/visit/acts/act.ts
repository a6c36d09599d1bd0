import type { Fact, FactData } from '../../../core/fact/fact.ts'
import { actOn, type VisitAct } from '../../../core/visit/act.ts'
import type { Doors } from '../../route.ts'
import type { Scene } from '../scene.ts'
import type { PageRefusal, SaidAct } from '../words/words.ts'

/** What somebody has pressed. */
export interface Doing {
  readonly scene: Scene
  readonly form: URLSearchParams
  readonly doors: Doors
}

/** What is shown next; a page is always got anew, so that to load it again does nothing twice. */
export type Done =
  | { readonly said: SaidAct }
  | { readonly refused: PageRefusal; readonly at?: 'times' }
  /** Another of its pages, `take?slot=…`; empty: the first. */
  | { readonly go: string }
  | { readonly unlocked: true }

export type Do = (doing: Doing) => Promise<Done> | Done

/** The same act on the same state has one name, so that a double tap is heard once. */
export const actId = ({ id, visit }: Scene, name: string, changes = visit.changes): string =>
  `${id}:${visit.visit}:${name}-${changes}`

const SOURCE = 'links'

/** Whether this very act is on record. */
export const isOnRecord = ({ facts }: Scene, id: string): boolean =>
  facts.some((fact) => fact.source === SOURCE && fact.id === id)

interface Acting {
  readonly name: string
  /** Of `link.used`. */
  readonly used: FactData
  /** What it settles. */
  readonly act?: VisitAct
  /** What else is stated with it. */
  readonly also?: readonly Pick<Fact, 'id' | 'type' | 'data'>[]
}

/**
 * States what the customer did and all that follows from it, in one breath: both are on record, or neither. Null: done,
 * now or by an earlier tap.
 */
export async function state(
  { scene, doors }: Doing,
  { name, used, act, also = [] }: Acting,
): Promise<PageRefusal | null> {
  const id = actId(scene, name)
  if (isOnRecord(scene, id)) return null
  const acted =
    act === undefined
      ? { facts: [] }
      : actOn(scene.visit, act, { now: scene.now, own: `${SOURCE} ${id}`, channel: 'link' })
  if ('refused' in acted) return acted.refused
  const own = { id, type: 'link.used', data: { link: scene.id, visit: scene.visit.visit, ...used } }
  const follows = [...acted.facts, ...also].map((fact) => ({ ...fact, id: `${id}:${fact.id}` }))
  await doors.engine.accept([own, ...follows].map((fact) => stated(scene, fact)))
  return null
}

/** By a person, in the name of the link. */
export const stated = (
  { alias, now }: Pick<Scene, 'alias' | 'now'>,
  { id, type, data }: Pick<Fact, 'id' | 'type' | 'data'>,
): Fact => ({
  source: SOURCE,
  id,
  type,
  subject: alias,
  time: now,
  heard: now,
  origin: 'person',
  data,
})

export const afterwards = (refused: PageRefusal | null, said: SaidAct): Done =>
  refused === null ? { said } : { refused }

const MOST_LETTERS = 1000

/** Their own words, without what no keyboard writes; null: there are none. */
export function wordsIn(form: URLSearchParams): string | null {
  const words = (form.get('words') ?? '')
    .replace(/[^\P{C}\n]/gu, ' ')
    .trim()
    .slice(0, MOST_LETTERS)
  return words === '' ? null : words
}
