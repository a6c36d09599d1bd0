import { html, type Html } from '../../../core/document/html.ts'
import type { Timeline } from '../timeline.ts'
import type { DueAxis } from './axis.ts'

/** The middle of a lane, in px from its top. */
const LINE = 24
export const LANE = 44

const BUBBLE = 'M-7 -9h14v9h-6l-4 4v-4h-4z'

/** One promise as the house draws it: made, life line, due line, words, and what came after due. */
export function lane(line: Timeline, axis: DueAxis, says: string): Html {
  const { made, dueTo, endedAt, state } = line
  const due = dueTo ?? made
  const x = (at: number): number => axis.x(at - due)
  const end = state === 'kept' && endedAt !== null ? Math.min(endedAt, due) : due
  return html`<svg class="lane" role="img" aria-label="${says}" height="${LANE}">
    ${axis.ticks.map(({ at }) => html`<line class="grid" x1="${at}%" x2="${at}%" y1="0" y2="${LANE}" />`)}
    <line class="life" x1="${x(made)}%" x2="${x(end)}%" y1="${LINE}" y2="${LINE}" />
    ${end < due ? html`<line class="rest" x1="${x(end)}%" x2="${axis.due}%" y1="${LINE}" y2="${LINE}" />` : null}
    <circle class="made" cx="${x(made)}%" cy="${LINE}" r="3.5" />
    ${afterDue(line, axis)}
    <line class="due" x1="${axis.due}%" x2="${axis.due}%" y1="${LINE - 11}" y2="${LINE + 11}" />
    ${state === 'kept' && endedAt !== null ? kept(x(endedAt)) : null}
    ${line.said.map(({ at }) => bubble(x(at), at < due))}
  </svg>`
}

const kept = (at: number): Html =>
  html`<svg x="${at}%" y="${LINE}" class="over">
    <circle class="kept" r="6" />
    <path class="kept" d="M-2.6 .2l1.8 1.8 3.2-3.6" />
  </svg>`

/** Word before the due time stands above the line; word after it is no heads-up and hangs below. */
const bubble = (at: number, isBefore: boolean): Html =>
  isBefore
    ? html`<line class="stem" x1="${at}%" x2="${at}%" y1="12" y2="${LINE}" /><svg x="${at}%" y="11" class="over">
          <path class="word" d="${BUBBLE}" />
        </svg>`
    : html`<line class="stem" x1="${at}%" x2="${at}%" y1="${LINE}" y2="34" /><svg x="${at}%" y="42" class="over">
          <path class="word" d="M-6 -8h12v8h-12z" />
        </svg>`

/** Told: hatched. Silent: torn off the line, and solid; at least ten pixels, however short the break. */
function afterDue({ state, told, endedAt, dueTo, made }: Timeline, axis: DueAxis): Html | null {
  if (state !== 'broken') return null
  const end = endedAt === null ? axis.x(Infinity) : axis.x(endedAt - (dueTo ?? made))
  const width = Math.max(0, end - axis.due)
  const top = LINE - 6
  if (told !== 'silent')
    return width < 1.5
      ? html`<rect class="in-time" x="${axis.due}%" y="${top}" width="10" height="12" />`
      : html`<rect class="in-time" x="${axis.due}%" y="${top}" width="${width.toFixed(2)}%" height="12" />`
  return html`<svg x="${axis.due}%" y="${top}" class="over">
      <path class="silent-bar" d="M4 0h8v12H4l3-3-3-3 3-3z" />
    </svg>
    ${width < 1.5 ? null : html`<rect class="silent-bar" x="${(axis.due + 1.2).toFixed(2)}%" y="${top}" width="${(width - 1.2).toFixed(2)}%" height="12" />`}`
}

/** The axis above the lanes. */
export const scale = ({ ticks }: DueAxis): Html =>
  html`<svg class="scale" height="20" aria-hidden="true">
    ${ticks.map(({ at, words }) => html`<text x="${at}%" y="14" text-anchor="middle" class="${words === 'due' ? 'due-word' : isMinor(words) ? 'minor' : ''}">${words}</text>`)}
  </svg>`

/** Left out where there is little room. */
const isMinor = (words: string): boolean => words === '4 h' || words === '30 d'
