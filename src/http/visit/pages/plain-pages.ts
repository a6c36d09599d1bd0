import { html, type Html } from '../../../core/document/html.ts'
import type { PageWords } from '../words/words.ts'
import { notice } from './parts.ts'

/** Unknown, expired and taken back look the same: nobody learns from it which links there ever were. */
export const goneBody = (words: PageWords, root: string, isAsked: boolean): Html =>
  html`<h1>${words.goneTitle}</h1>
    ${
      isAsked
        ? notice(words.said['new-link'])
        : html`<p>${words.gone}</p>
            <form method="post" action="${root}/new-link"><button class="first">${words.newLink}</button></form>`
    }`

export const plainBody = (title: string, says: string): Html =>
  html`<h1>${title}</h1>
    <p>${says}</p>`
