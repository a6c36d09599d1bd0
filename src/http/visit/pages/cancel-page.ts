import { html, type Html } from '../../../core/document/html.ts'
import type { Scene } from '../scene.ts'
import { REASONS } from '../words/words.ts'
import { form } from './parts.ts'
import { promiseBlock } from './promise.ts'

/** A second page, with another time first; no reason is chosen beforehand, and none need be given. */
export function cancelBody(scene: Scene): Html {
  const { words, root } = scene
  const reasons = html`<fieldset>
    <legend>${words.whyCancel}</legend>
    ${REASONS.map(
      (code) =>
        html`<label class="choice"><input type="radio" name="reason" value="${code}" />${words.reasons[code]}</label>`,
    )}
  </fieldset>`
  return html`<h1>${words.cancelTitle}</h1>
    ${promiseBlock(scene)}
    <p>${words.cancelOffer}</p>
    <a class="button" href="${root}/times">${words.otherTime}</a>
    <a class="button" href="${root}">${words.keepIt}</a>
    ${form(scene, { act: 'cancel', label: words.cancel, inside: reasons })}
    <p class="quiet">${words.undoUntil}</p>`
}
