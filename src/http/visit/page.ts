import { html, type Html } from '../../core/document/html.ts'
import type { Reply } from '../route.ts'
import type { PageBrand } from './brand.ts'
import { styleIn } from './style.ts'
import { LANGUAGES } from './words/choose.ts'
import type { PageWords } from './words/words.ts'

export interface VisitPage {
  readonly status: number
  readonly words: PageWords
  readonly brand: PageBrand
  /** `/v/…`, where the language is switched. */
  readonly root: string
  readonly title: string
  readonly body: Html
  /** At the very bottom, before the telephone. */
  readonly last?: Html | null
}

/** Nothing runs on it, nothing comes from elsewhere, and its own forms go nowhere else. */
const safety = (source: string): string =>
  `default-src 'none'; style-src '${source}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** A whole page of the company's own: its words, its colour, and nothing of ours. */
export function visitPage({ status, words, brand, root, title, body, last = null }: VisitPage): Reply {
  const { element, source } = styleIn(brand.colour)
  const shown = brand.logo ?? brand.name
  const whole = html`<!doctype html>
    <html lang="${words.tag}" dir="${words.dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${brand.name}</title>
        ${element}
      </head>
      <body>
        <header>
          <div>
            <p class="brand">${shown}</p>
            ${languages(words, root)}
          </div>
        </header>
        <main>${body}</main>
        <footer>${last ?? html`<span></span>`} ${call(words, brand)}</footer>
      </body>
    </html>`
  return {
    status,
    type: 'text/html; charset=utf-8',
    headers: {
      'content-security-policy': safety(source),
      'x-robots-tag': 'noindex, nofollow',
      'x-frame-options': 'DENY',
    },
    body: whole.markup,
  }
}

const languages = (words: PageWords, root: string): Html =>
  html`<details>
    <summary>${words.language}</summary>
    <form method="post" action="${root}/language">
      ${LANGUAGES.map(
        ({ tag, own, dir }) =>
          html`<button class="plain" name="to" value="${tag}" lang="${tag}" dir="${dir}">${own}</button>`,
      )}
    </form>
  </details>`

/** Always in the same place, on every page. */
const call = (words: PageWords, { phone }: PageBrand): Html | null =>
  phone === null ? null : html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${words.callUs} <bdi>${phone}</bdi></a>`
