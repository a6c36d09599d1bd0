import { openCase } from '../../engine/cases/open-case.ts'
import { isToken } from '../../engine/links/token.ts'
import type { Asked, Doors, Reply } from '../route.ts'
import { brandOf, held, type Held } from './load.ts'
import { visitPage } from './page.ts'
import { goneBody, plainBody } from './pages/plain-pages.ts'
import { chosenFor } from './scene.ts'
import type { PageBrand } from './brand.ts'
import type { PageWords } from './words/words.ts'

/** Where a link's pages are, behind whatever stands before us. */
export function rootOf({ pages }: PageBrand, token: string): string {
  const before = pages === null ? '' : new URL(pages).pathname.replace(/\/+$/, '')
  return `${before}/v/${encodeURIComponent(token)}`
}

/** Who is blocked is not answered at all, for a link of their own neither. */
export async function found(asked: Asked, doors: Doors): Promise<Held | 'gone' | 'blocked'> {
  const { tries, clock } = doors
  const now = clock()
  if (tries.isBlocked(asked.address, now)) return 'blocked'
  const token = asked.params['token'] ?? ''
  const found = isToken(token) ? await held(token, doors) : undefined
  if (found !== undefined) return found
  if (tries.wrongToken(asked.address, now)) await callPerson(doors)
  return 'gone'
}

/** Somebody tries links by the thousand: nothing is lost, but a person should know. Once a day, however often. */
async function callPerson(doors: Doors): Promise<void> {
  const day = new Date(doors.clock()).toISOString().slice(0, 10)
  doors.log('link.many-tried', { day })
  await openCase(doors, {
    who: 'troth',
    kind: 'links-tried',
    says: 'More than 1,000 links to visits that do not exist were tried within an hour. Whoever tries is held off by address.',
    customer: null,
    about: null,
    due: null,
    assignee: null,
    id: `links-tried-${day}`,
  })
}

export interface Plain {
  readonly words: PageWords
  readonly brand: PageBrand
  readonly root: string
}

/** Without a visit nothing is known of the reader, and nothing must be given away. */
export function plainly({ headers, params }: Asked, doors: Doors): Plain {
  const brand = brandOf(doors, null)
  return { words: chosenFor(headers, null, doors).words, brand, root: rootOf(brand, params['token'] ?? '') }
}

/** Unknown, expired, taken back: the same to a letter. */
export function gonePage(asked: Asked, doors: Doors, isAsked = false): Reply {
  const plain = plainly(asked, doors)
  const body = goneBody(plain.words, plain.root, isAsked)
  return visitPage({ ...plain, status: 404, title: plain.words.goneTitle, body })
}

type PlainName = 'tooMany' | 'foreign' | 'failed'

const STATUS: Readonly<Record<PlainName, number>> = { tooMany: 429, foreign: 403, failed: 503 }
const AGAIN: Readonly<Record<PlainName, string | null>> = { tooMany: '900', foreign: null, failed: '60' }

export function plainPage(name: PlainName, asked: Asked, doors: Doors): Reply {
  const plain = plainly(asked, doors)
  const title = plain.words[`${name}Title`]
  const page = visitPage({ ...plain, status: STATUS[name], title, body: plainBody(title, plain.words[name]) })
  const again = AGAIN[name]
  return again === null ? page : { ...page, headers: { ...page.headers, 'retry-after': again } }
}
