import { html, type Html } from '../../../core/document/html.ts'
import type { Scene } from '../scene.ts'
import type { PageAct } from '../words/words.ts'

export interface FormOf {
  readonly act: PageAct
  readonly label: string
  /** What it is for in the reader's eye: the one thing asked of them, or one more. */
  readonly isFirst?: boolean
  readonly inside?: Html
}

/** One form, one button. What it does is done once, for the visit as it stands on this page. */
export const form = ({ root, stamp }: Scene, { act, label, isFirst = false, inside }: FormOf): Html =>
  html`<form method="post" action="${root}/${act}">
    <input type="hidden" name="form" value="${stamp}" />${inside ?? null}
    ${isFirst ? html`<button class="first">${label}</button>` : html`<button>${label}</button>`}
  </form>`

/** Of what was just done or refused, said before all else. */
export const notice = (words: string | null): Html | null =>
  words === null ? null : html`<p class="said" role="status">${words}</p>`

export const section = (title: string, body: Html): Html =>
  html`<section>
    <h2>${title}</h2>
    ${body}
  </section>`

export const backTo = ({ root, words }: Scene): Html => html`<p><a href="${root}">${words.back}</a></p>`
