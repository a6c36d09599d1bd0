import { calendarOf } from '../../core/visit/calendar.ts'
import { route, type Answered, type Asked, type Doors, type Reply } from '../route.ts'
import { slotNamed } from '../visit/acts/change.ts'
import { found, gonePage, plainPage, rootOf } from '../visit/hold.ts'
import { calendarFile } from '../visit/ics.ts'
import type { Held } from '../visit/load.ts'
import { visitPage } from '../visit/page.ts'
import { cancelBody } from '../visit/pages/cancel-page.ts'
import { notice } from '../visit/pages/parts.ts'
import { takeBody, timesBody } from '../visit/pages/times-page.ts'
import { cancelLink, headline, visitBody } from '../visit/pages/visit-page.ts'
import { html, type Html } from '../../core/document/html.ts'
import { post } from '../visit/post.ts'
import { sceneOf, type Scene } from '../visit/scene.ts'
import { isAway } from '../../store/store.ts'

/** A customer gets a page, also when it is our fault. */
const kindly =
  (run: (asked: Asked, doors: Doors) => Promise<Reply>) =>
  async (asked: Asked, doors: Doors): Promise<Answered> => {
    try {
      return await run(asked, doors)
    } catch (error) {
      if (!isAway(error))
        doors.log('http.failed', { error: error instanceof Error ? (error.stack ?? '') : String(error) })
      return plainPage('failed', asked, doors)
    }
  }

/** What a link shows to whoever holds it: nothing of it changes anything. */
const shown = (draw: (scene: Scene, asked: Asked) => Reply) =>
  kindly(async (asked, doors) => {
    const holding = await found(asked, doors)
    if (holding === 'blocked') return plainPage('tooMany', asked, doors)
    if (holding === 'gone' || !holding.isOpen) return gonePage(asked, doors, said(asked) === 'new-link')
    // Opened, perhaps by a scanner of mail: no evidence of anything.
    if (doors.tries.isFirstLook(holding.id)) doors.log('link.opened', { link: holding.id, maybe: 'scanner' })
    return draw(sceneFor(holding, asked, doors), asked)
  })

const said = ({ query }: Asked): unknown => (query as Readonly<Record<string, unknown>>)['said']

const sceneFor = (holding: Held, { params, headers }: Asked, doors: Doors): Scene =>
  sceneOf(holding, { headers, root: rootOf(holding.brand, params['token'] ?? '') }, doors)

interface Drawing {
  readonly title: string
  readonly body: Html
  readonly last?: Html | null
}

const page = (scene: Scene, { query }: Asked, { title, body, last = null }: Drawing): Reply =>
  visitPage({ ...scene, status: 200, title, last, body: html`${notice(noticeOf(scene, query))}${body}` })

/** Only what we have words for: nobody writes on our page through its address. */
function noticeOf({ words }: Scene, { said, no }: Asked['query']): string | null {
  for (const [table, code] of [[words.said, said] as const, [words.refused, no] as const])
    if (typeof code === 'string' && Object.hasOwn(table, code))
      return (table as Readonly<Record<string, string>>)[code] ?? null
  return null
}

const QUERY = {
  said: { kind: 'text', says: 'What was just done, as a code.' },
  no: { kind: 'text', says: 'Why something was not done, as a code.' },
  slot: { kind: 'text', says: 'The slot that is read back.' },
} as const

const visit = route({
  method: 'GET',
  path: '/v/{token}',
  says: 'The page of a customer’s visit, for whoever holds its link. Opening it is nothing.',
  may: null,
  isPage: true,
  query: QUERY,
  anyQuery: true,
  answers: { 200: null, 404: null, 429: null },
  run: shown((scene, asked) =>
    page(scene, asked, { title: headline(scene), body: visitBody(scene), last: cancelLink(scene) }),
  ),
})

const part = route({
  method: 'GET',
  path: '/v/{token}/{part}',
  says: 'Its other pages: `times`, `take` and `cancel`.',
  may: null,
  isPage: true,
  query: QUERY,
  anyQuery: true,
  answers: { 200: null, 404: null, 429: null },
  run: shown((scene, asked) => {
    const { words } = scene
    if (asked.params['part'] === 'times') return page(scene, asked, { title: words.otherTime, body: timesBody(scene) })
    if (asked.params['part'] === 'cancel' && scene.mayChange)
      return page(scene, asked, { title: words.cancelTitle, body: cancelBody(scene) })
    const { slot } = asked.query
    const chosen =
      asked.params['part'] === 'take' ? slotNamed(scene, typeof slot === 'string' ? slot : null) : undefined
    if (chosen === undefined || !scene.mayChange) return { status: 303, headers: { location: scene.root }, body: '' }
    return page(scene, asked, { title: words.isThisRight, body: takeBody(scene, chosen) })
  }),
})

const calendar = route({
  method: 'GET',
  path: '/v/{token}/visit.ics',
  says: 'The visit for a calendar, iCalendar.',
  may: null,
  query: QUERY,
  anyQuery: true,
  answers: { 200: null, 404: null, 429: null },
  run: shown((scene, { params }) => {
    const { brand, words, now, visit: about, link } = scene
    const calendarEntry = {
      ...calendarOf(about, link.customer as Parameters<typeof calendarOf>[1]),
      now,
      summary: `${brand.name}: ${words.yourVisit}`,
      address: `${brand.pages ?? ''}/v/${params['token'] ?? ''}`,
      isCancelled: about.state === 'cancelled',
    }
    return {
      status: 200,
      type: 'text/calendar; charset=utf-8',
      headers: { 'content-disposition': 'attachment; filename="visit.ics"', 'x-robots-tag': 'noindex, nofollow' },
      body: calendarFile(calendarEntry),
    }
  }),
})

const act = route({
  method: 'POST',
  path: '/v/{token}/{part}',
  says: 'What a customer does on the page of their visit. A form that is older than the last change does nothing.',
  may: null,
  isPage: true,
  query: {},
  anyQuery: true,
  takes: {
    'application/x-www-form-urlencoded': {
      type: 'object',
      properties: {
        form: { type: 'string' },
        slot: { type: 'string' },
        words: { type: 'string' },
        reason: { type: 'string' },
      },
    },
  },
  // 200 is where the answer leads; it is always 303 for what was understood.
  answers: { 200: null, 303: null, 403: null, 404: null, 409: null, 429: null },
  run: kindly(post),
})

export const visitRoutes = [visit, calendar, part, act]
