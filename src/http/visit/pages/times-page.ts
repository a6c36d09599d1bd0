import { html, type Html } from '../../../core/document/html.ts'
import { openSlots } from '../../../core/visit/offer.ts'
import type { Slot } from '../../../core/visit/slot.ts'
import type { Scene } from '../scene.ts'
import { backTo, form, section } from './parts.ts'
import { promiseBlock } from './promise.ts'

/** All that is on offer, none of it chosen beforehand; and room for a wish, which a person hears. */
export function timesBody(scene: Scene): Html {
  const { words, visit, mayChange, now } = scene
  const free = mayChange ? openSlots(visit.offer, now) : []
  return html`<h1>${words.otherTime}</h1>
    ${free.length === 0 ? html`<p>${words.noneFree}</p>` : choices(scene, free)} ${wish(scene)} ${backTo(scene)}`
}

const choices = (scene: Scene, free: readonly Slot[]): Html =>
  form(scene, {
    act: 'choose',
    label: scene.words.go,
    isFirst: true,
    inside: html`<fieldset>
        <legend>${scene.words.freeTimes}</legend>
        ${free.map(
          (slot) =>
            html`<label class="choice"
              ><input type="radio" name="slot" value="${slotName(slot)}" required /><span
                >${scene.speech.window(slot)}</span
              ></label
            >`,
        )}
      </fieldset>
      <p class="quiet">${scene.words.notBookedYet}</p>`,
  })

function wish(scene: Scene): Html {
  const { words } = scene
  const inside = html`<label for="words">${words.wish}</label>
    <p class="quiet" id="words-hint">${words.wishHint}</p>
    <textarea id="words" name="words" rows="2" maxlength="1000" required aria-describedby="words-hint"></textarea>`
  return section(words.wishTitle, form(scene, { act: 'wish', label: words.sendWish, inside }))
}

/** As a form and an address carry it: its start and end in base 36. Two slots of one window are as good as each other. */
export const slotName = ({ start, end }: Slot): string => `${start.toString(36)}-${end.toString(36)}`

/** Read back before anything is booked. */
export const takeBody = (scene: Scene, slot: Slot): Html =>
  html`<h1>${scene.words.isThisRight}</h1>
    <div class="promise">
      <p>${scene.words.weWouldCome}</p>
      <p class="now">${scene.speech.window(slot)}</p>
      <p class="quiet">${scene.words.instead(scene.speech.window(scene.visit.window))}</p>
    </div>
    ${form(scene, {
      act: 'take',
      label: scene.words.book,
      isFirst: true,
      inside: html`<input type="hidden" name="slot" value="${slotName(slot)}" />`,
    })}
    <a class="button" href="${scene.root}/times">${scene.words.otherTime}</a>
    ${backTo(scene)}`

/** What somebody pressed on a page of before a change: nothing was done, and this is how it stands. */
export const staleBody = (scene: Scene, headline: string): Html =>
  html`<h1>${scene.words.staleTitle}</h1>
    <p>${scene.words.stale}</p>
    ${section(
      scene.words.holdsNow,
      html`<p><b>${headline}</b></p>
        ${promiseBlock(scene)}`,
    )}
    <a class="button" href="${scene.root}">${scene.words.seeVisit}</a>`
