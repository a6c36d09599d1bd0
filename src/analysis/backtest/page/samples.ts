import { html, type Html } from '../../../core/document/html.ts'
import type { Zone } from '../../../core/time/zone.ts'
import type { SampleOfTwo } from '../against.ts'
import type { Timeline } from '../timeline.ts'
import { dueAxis } from './axis.ts'
import { lane, scale } from './lane.ts'
import { clockTime, hoursOf, span } from './words.ts'

/** Promises as they would have gone, their due lines on one upright. */
export function sampleLanes(lines: readonly Timeline[], zone: Zone): Html {
  const axis = dueAxis(lines)
  return html`<div class="lanes">
    <div class="row"><span></span>${scale(axis)}</div>
    ${lines.map((line) => html`<div class="row">${nameOf(line, zone)} ${lane(line, axis, sentence(line, zone))}</div>`)}
  </div>`
}

/** Customers whom two playbooks would have treated differently: one lane for each, ours above. */
export function sampleTwo(samples: readonly SampleOfTwo[], names: { ours: string; theirs: string }, zone: Zone): Html {
  const axis = dueAxis(samples.map((sample) => sample.this))
  const rows = samples.map(
    ({ this: ours, against, divergedAt }) =>
      html`<div class="row two">
        ${nameOf(ours, zone)}
        <div>
          <p class="meta">${names.ours}</p>
          ${lane(ours, axis, sentence(ours, zone))}
          <p class="meta">${names.theirs}${against === null ? ': makes no such promise' : ''}</p>
          ${against === null ? null : lane(against, axis, sentence(against, zone))}
          <p class="meta">They part ${clockTime(zone, divergedAt)}; what follows is carried forward.</p>
        </div>
      </div>`,
  )
  return html`<div class="lanes">
    <div class="row"><span></span>${scale(axis)}</div>
    ${rows}
  </div>`
}

function nameOf(line: Timeline, zone: Zone): Html {
  const { kind, owner, dueTo } = line
  const said = line.said[0]
  return html`<div class="who">
    <b>${kind}</b> <span class="quiet">${owner === '' ? '' : `· ${owner}`}</span><br />
    <span class="${line.told === 'silent' ? 'silent-word' : ''}">${outcome(line)}</span
    ><span class="quiet">, due ${dueTo === null ? 'not known' : clockTime(zone, dueTo)}</span>
    ${said === undefined ? null : html`<br /><span class="meta">${said.reason}</span>`}
    <br /><code>${keyOf(line)}</code>
  </div>`
}

const keyOf = ({ promise }: Timeline): string => promise.slice(promise.indexOf('/') + 1)

const TOLD = {
  'told-in-time': 'broken, told in time',
  'told-late': 'broken, told late',
  silent: 'silent break',
  unknown: 'broken',
} as const

function outcome({ state, told, said }: Timeline): string {
  if (told !== null) return TOLD[told]
  return state === 'kept' && said.length > 0 ? 'kept: a false alarm' : state
}

/** The whole lane as one sentence, for who cannot see it. */
function sentence(line: Timeline, zone: Zone): string {
  const { kind, made, dueTo, said } = line
  const due = dueTo === null ? 'without a due time' : `due ${clockTime(zone, dueTo)}`
  const words = said.map(({ at }) =>
    dueTo === null ? 'told' : `told ${span(hoursOf(Math.abs(dueTo - at)))} ${at < dueTo ? 'before' : 'after'}`,
  )
  return `${kind}, made ${clockTime(zone, made)}, ${due}: ${outcome(line)}${words.length === 0 ? '; no word' : `; ${words.join(', ')}`}.`
}
