import type { Reply } from '../route.ts'
import { html, type Html } from '../../core/document/html.ts'

/** Nothing runs on our pages and nothing comes from elsewhere. */
const SAFETY = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
}

export interface Page {
  readonly title: string
  readonly brand: string
  readonly version: string
  readonly at: '/' | '/outbox'
  readonly body: Html
}

/** A T is a promise that reached its due line. */
const MARK = html`<svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
  <path class="due" d="M2.5 4H17.5" />
  <path class="life" d="M10 17.5V7.2" />
</svg>`

const LINKS = [
  { to: '/', words: 'Ledger' },
  { to: '/outbox', words: 'Outbox' },
] as const

const link = (at: Page['at']): readonly Html[] =>
  LINKS.map(({ to, words }) =>
    to === at ? html`<a href="${to}" aria-current="page">${words}</a>` : html`<a href="${to}">${words}</a>`,
  )

/** A whole page: no script, one column on a telephone. */
export function pageReply({ title, brand, version, at, body }: Page): Reply {
  const whole = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Troth</title>
        <link rel="stylesheet" href="/page.css" />
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
      </head>
      <body>
        <header>
          <span class="name">${MARK} Troth</span>
          <nav aria-label="Pages">${link(at)}</nav>
          <span class="quiet">${brand} · ${version}</span>
        </header>
        <main>${body}</main>
      </body>
    </html>`
  return { status: 200, type: 'text/html; charset=utf-8', headers: SAFETY, body: whole.markup }
}
