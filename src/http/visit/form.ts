import { timingSafeEqual } from 'node:crypto'
import type { Vault } from '../../store/people/vault.ts'
import type { Held } from './load.ts'

/** 96 bits: a form is worth nothing without its link, and stands for a moment. */
const BYTES = 12

/**
 * What each form carries: how often the visit had changed when the page was made, and proof that we wrote it, for this
 * link and visit. So a form of before a change does nothing, and no other site can make one.
 */
export const formStamp = (vault: Vault, { id, visit }: Held): string => stamp(vault, id, visit)

interface Stamped {
  readonly visit: string
  readonly changes: number
}

const stamp = (vault: Vault, link: string, { visit, changes }: Stamped): string =>
  `${changes}.${vault.mac('form', `${link}\n${visit}\n${changes}`).subarray(0, BYTES).toString('base64url')}`

export type StampRead = 'now' | 'stale'

/** `stale` too for one that is none of ours: nothing is done then, and the page says how it stands. */
export const readStamp = (vault: Vault, { id, visit }: Held, given: string | null): StampRead =>
  given !== null && isSame(given, stamp(vault, id, visit)) ? 'now' : 'stale'

/** How often the visit had changed when the form was made, as it says itself. */
export const changesIn = (given: string | null): number | null => {
  const text = /^(\d{1,6})\./.exec(given ?? '')?.[1]
  return text === undefined ? null : Number(text)
}

export function isSame(given: string, own: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(own)]
  return a.length === b.length && timingSafeEqual(a, b)
}
