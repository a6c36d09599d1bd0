import { listOutbox } from '../../channels/outbox/list.ts'
import { auditReading } from '../audit.ts'
import { firstLook } from '../pages/first-look.ts'
import { firstPage } from '../pages/first-page.ts'
import { outboxPage } from '../pages/outbox-page.ts'
import { pageReply } from '../pages/page.ts'
import { FAVICON, STYLE } from '../pages/style.ts'
import { route } from '../route.ts'

const first = route({
  method: 'GET',
  path: '/',
  says: 'The first page: what is in the ledger, whether anything leaves, what to try next.',
  may: ['read'],
  isPage: true,
  query: {},
  answers: { 200: null },
  run: async ({ headers }, { store, clock, brand, version, defaultZone: zone }) => {
    const now = clock()
    const look = await firstLook(store, now)
    const url = `http://${headers.host ?? '127.0.0.1'}`
    const body = firstPage({ look, brand, zone, now, url, needsKey: headers.authorization !== undefined })
    return pageReply({ title: 'The ledger', brand, version, at: '/', body })
  },
})

const MOST_SHOWN = 50

const outbox = route({
  method: 'GET',
  path: '/outbox',
  says: 'What the outbox folder holds: messages as their customers would have read them.',
  may: ['personal'],
  isPage: true,
  query: { before: { kind: 'text', says: 'The file the page before ended with.' } },
  answers: { 200: null },
  run: async ({ query: { before }, asker }, doors) => {
    const { outboxFolder, brand, version, defaultZone: zone } = doors
    const asked = { limit: MOST_SHOWN + 1, ...(before === null ? {} : { before }) }
    const found = outboxFolder === null ? [] : await listOutbox(outboxFolder, asked)
    const entries = found.slice(0, MOST_SHOWN)
    if (entries.length > 0) await auditReading(doors, asker, { outbox: entries.length })
    const next = found.length > MOST_SHOWN ? (entries.at(-1)?.file ?? null) : null
    return pageReply({ title: 'Outbox', brand, version, at: '/outbox', body: outboxPage({ entries, zone, next }) })
  },
})

const style = route({
  method: 'GET',
  path: '/page.css',
  says: 'How the pages look.',
  may: null,
  query: {},
  answers: { 200: null },
  run: () => ({ status: 200, type: 'text/css; charset=utf-8', body: STYLE }),
})

const favicon = route({
  method: 'GET',
  path: '/favicon.svg',
  says: 'The mark.',
  may: null,
  query: {},
  answers: { 200: null },
  run: () => ({ status: 200, type: 'image/svg+xml', body: FAVICON }),
})

export const pageRoutes = [first, outbox, style, favicon]
