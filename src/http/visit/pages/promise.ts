import { html, type Html } from '../../../core/document/html.ts'
import { parseInstant } from '../../../core/time/instant.ts'
import type { VisitWindow } from '../../../core/time/window.ts'
import type { Scene } from '../scene.ts'

/** What is promised, in words; what no longer holds is struck through, never only replaced. */
export function promiseBlock(scene: Scene): Html {
  const { words } = scene
  return html`<div class="promise">${struck(scene)}${standing(scene)}${underIt(scene)}</div>
    ${why(scene)}${zoneNote(scene)}${scene.stage === 'not-finished' ? html`<p>${words.weCall}</p>` : null}`
}

const old = ({ words, speech }: Scene, window: VisitWindow): Html =>
  html`<p>
    <s><span class="off">${words.noLonger} </span>${speech.window(window)}</s>
  </p>`

function struck(scene: Scene): Html | null {
  const { stage, visit } = scene
  if (isPast(scene) || stage === 'will-be-late' || stage === 'late') return old(scene, visit.window)
  return visit.moved === null || visit.state === 'done' ? null : old(scene, visit.moved.from)
}

/** Its window is nothing that is still awaited. */
const isPast = ({ stage, expected }: Scene): boolean =>
  stage === 'missed-by-us' ||
  stage === 'not-finished' ||
  stage.startsWith('cancelled') ||
  (stage === 'late' && expected === null)

function standing(scene: Scene): Html | null {
  const { stage, visit, words, speech, expected } = scene
  if (stage === 'arrived') return now(words.arrivedAt(speech.time(visit.arrived ?? scene.now)))
  if (stage === 'will-be-late' || stage === 'late' || stage === 'on-the-way') {
    if (expected !== null) return now(words.expected(speech.moment(expected)))
    return stage === 'on-the-way' ? now(speech.window(visit.window)) : now(html`${words.noTime}`)
  }
  return isPast(scene) ? null : now(speech.window(visit.window))
}

const now = (sentence: Html): Html => html`<p class="now">${sentence}</p>`

function underIt(scene: Scene): Html | null {
  const { stage, words, speech, visit, expected, promise } = scene
  const quiet = (sentence: Html | string): Html => html`<p class="quiet">${sentence}</p>`
  switch (stage) {
    case 'on-the-way':
      return expected !== null && expected <= visit.window.end
        ? html`${quiet(words.insideWindow)}${quiet(words.asOf(speech.time(scene.now)))}`
        : null
    case 'will-be-late':
    case 'late': {
      const next = promise?.next_word ?? null
      return expected === null && next !== null && next > scene.now
        ? quiet(words.nextWord(speech.moment(next)))
        : quiet(words.asOf(speech.time(scene.now)))
    }
    case 'missed-by-you':
      return claim(scene)
    case 'asked':
    case 'confirmed':
    case 'today':
    case 'moved-by-us':
    case 'moved-by-you':
      return quiet(words.startsThen)
    default:
      return null
  }
}

/** What the crew says of its coming: a claim, with the times it gives. */
function claim({ facts, visit, words, speech }: Scene): Html {
  const told = facts.findLast(({ type, data }) => type === 'visit.not-done' && data['visit'] === visit.visit)
  const evidence = (told?.data['evidence'] ?? {}) as Readonly<Record<string, unknown>>
  const [from, to] = [evidence['arrived'], evidence['left']].map((at) =>
    typeof at === 'string' ? parseInstant(at) : undefined,
  )
  const times =
    from === undefined || to === undefined ? null : html`<p>${words.atYourDoor(speech.time(from), speech.time(to))}</p>`
  return html`${times}
    <p class="quiet">${words.claim}</p>`
}

function why({ stage, visit, words }: Scene): Html | null {
  const code = stage === 'not-finished' ? visit.notDone : visit.moved?.by === 'company' ? visit.moved.reason : null
  const said = code === null || !Object.hasOwn(words.why, code) ? undefined : words.why[code]
  return said === undefined ? null : html`<p>${said}</p>`
}

/** Named only where it is not the company's own: who travels, or lives elsewhere, must not be an hour off. */
const zoneNote = ({ otherZone, words }: Scene): Html | null =>
  otherZone === null ? null : html`<p class="quiet">${words.zone(placeOf(otherZone))}</p>`

const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
