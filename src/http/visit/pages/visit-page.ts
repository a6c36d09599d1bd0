import { html, type Html } from '../../../core/document/html.ts'
import { canAsk, detailsOf } from '../unlock.ts'
import type { Scene } from '../scene.ts'
import { visitFacts } from './facts.ts'
import { form, section } from './parts.ts'
import { progress } from './progress.ts'
import { promiseBlock } from './promise.ts'

/** The headline is the answer; then the promise, what may be done, and what else there is to know. */
export const visitBody = (scene: Scene): Html =>
  html`<h1>${headline(scene)}</h1>
    ${promiseBlock(scene)} ${actions(scene)} ${visitFacts(scene)} ${findYou(scene)} ${details(scene)} ${progress(scene)}
    ${messages(scene)}`

export const headline = ({ words, stage, speech, visit, who, promise }: Scene): string =>
  words.head[stage]({ weekday: speech.weekday(visit.window.start), who, isSilent: promise?.told === 'silent' })

/** At the very bottom, beside nothing that is pressed often. */
export const cancelLink = ({ mayChange, root, words }: Scene): Html | null =>
  mayChange ? html`<a href="${root}/cancel">${words.noLongerNeed}</a>` : null

function actions(scene: Scene): Html | null {
  const { stage, words, visit, mayUndo, isDisputed, now } = scene
  switch (stage) {
    case 'asked':
    case 'moved-by-us':
      return html`${confirm(scene, words.confirm)} ${otherTime(scene)}`
    case 'today':
      return html`${visit.state === 'booked' ? confirm(scene, words.confirm) : null} ${otherTime(scene)}`
    case 'confirmed':
    case 'moved-by-you':
      return otherTime(scene)
    case 'will-be-late':
      return html`${confirm(scene, words.wait)} ${otherTime(scene)}`
    case 'late':
      return html`${now <= visit.window.end ? confirm(scene, words.wait) : null} ${otherTime(scene)}`
    case 'missed-by-us':
    case 'not-finished':
    case 'cancelled-by-us':
      return otherTime(scene)
    case 'missed-by-you':
      return isDisputed ? html`<p>${words.weCall}</p>` : claimed(scene)
    case 'done':
      return html`<p>${words.askFixed}</p>
        ${form(scene, { act: 'fixed', label: words.fixed, isFirst: true })}
        ${form(scene, { act: 'not-fixed', label: words.notFixed })}`
    case 'not-fixed':
      return html`<p>${words.weCall}</p>`
    case 'cancelled-by-you':
      return mayUndo
        ? html`<p>${words.undoUntil}</p>
            ${form(scene, { act: 'keep', label: words.keep, isFirst: true })}`
        : null
    case 'on-the-way':
    case 'arrived':
    case 'fixed':
      return null
  }
}

const confirm = (scene: Scene, label: string): Html => form(scene, { act: 'confirm', label, isFirst: true })

/** Where nothing may be chosen any more it is a wish that a person hears; while the crew comes it is neither. */
function otherTime({ stage, mayChange, root, words, visit, now }: Scene): Html | null {
  const isOver = visit.state === 'not-done' || stage === 'cancelled-by-us' || now > visit.window.end
  if (mayChange || isOver) return html`<a class="button" href="${root}/times">${words.otherTime}</a>`
  return visit.state === 'on-the-way' ? null : html`<p class="quiet">${words.refused['changes.closed']}</p>`
}

const claimed = (scene: Scene): Html =>
  html`${form(scene, { act: 'missed', label: scene.words.missed })}
  ${form(scene, { act: 'nobody-came', label: scene.words.nobodyCame })}`

/** As long as somebody is still to come. */
const isAwaited = ({ visit: { state }, stage }: Scene): boolean =>
  (state === 'booked' || state === 'confirmed' || state === 'on-the-way') && stage !== 'missed-by-us'

function findYou(scene: Scene): Html | null {
  if (!isAwaited(scene)) return null
  const { words, root, visit } = scene
  const note = html`<label for="words">${words.note}</label>
    <p class="quiet" id="words-hint">${words.findYouHint}</p>
    <textarea id="words" name="words" rows="2" maxlength="1000" required aria-describedby="words-hint"></textarea>`
  const inCalendar =
    visit.state === 'on-the-way' ? null : html`<p class="more"><a href="${root}/visit.ics">${words.calendar}</a></p>`
  return html`${inCalendar}${section(words.findYou, form(scene, { act: 'tell', label: words.sendNote, inside: note }))}`
}

/** Shown only to whoever knows one thing more than the link. */
function details(scene: Scene): Html | null {
  const { words, isUnlocked, card } = scene
  const found = detailsOf(scene)
  if (isUnlocked) {
    const rows = [
      [words.address, found.address],
      [words.notes, found.notes],
      [words.phone, found.phone],
    ] as const
    const shown = rows.map(([title, value]) =>
      value === null
        ? html``
        : html`<dt>${title}</dt>
            <dd><bdi>${value}</bdi></dd>`,
    )
    return section(words.details, html`<dl>${shown}</dl>`)
  }
  if (!canAsk(found, card())) return null
  const question = html`<p class="quiet">${words.detailsWhy}</p>
    <label for="code">${words.factor}</label>
    <input class="text" id="code" name="code" required maxlength="20" autocomplete="postal-code" />`
  return html`<details>
    <summary>${words.details}</summary>
    ${form(scene, { act: 'unlock', label: words.show, inside: question })}
  </details>`
}

function messages(scene: Scene): Html | null {
  const { words, isStopped } = scene
  if (isStopped)
    return section(
      words.messages,
      html`<p>${words.stopped}</p>
        ${form(scene, { act: 'resume', label: words.resume })}`,
    )
  if (!isAwaited(scene)) return null
  return html`<details>
    <summary>${words.messages}</summary>
    <p>${words.stopWhat}</p>
    ${form(scene, { act: 'stop', label: words.stop })}
  </details>`
}
