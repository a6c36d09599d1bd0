import { html, type Html } from '../../../core/document/html.ts'
import type { Ways } from '../ways.ts'
import { count, decimals, shareOf, span } from './words.ts'

/** A way of telling, by its name. */
export interface Named {
  readonly name: string
  readonly ways: Ways
}

const HATCH = html`<defs>
  <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <path class="told-line" d="M0 0V5" />
  </pattern>
  <pattern id="hatch-late" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
    <path class="told-line" d="M0 0V5" />
  </pattern>
</defs>`

/** Once a page: what the bars below are filled with. */
export const patterns = html`<svg width="0" height="0" aria-hidden="true" class="away">${HATCH}</svg>`

/** All breaks as one bar a way: told in time, told late, silent; beside it what that cost the others. */
export const waysRows = (rows: readonly Named[]): Html =>
  html`<div class="ways">${rows.map(({ name, ways }) => wayRow(name, ways))}</div>`

function wayRow(name: string, ways: Ways): Html {
  const { broken, toldInTime, toldLate, silent, falseAlarmsPer100Kept, leadHours } = ways
  const inTime = broken === 0 ? 0 : (100 * toldInTime) / broken
  const late = broken === 0 ? 0 : (100 * toldLate) / broken
  const says = `Of ${count(broken)} breaks ${shareOf(toldInTime, broken)} told in time, ${shareOf(toldLate, broken)} told late, ${shareOf(silent, broken)} silent.`
  return html`<div class="way">
    <h3>${name}</h3>
    <svg class="way-bar" role="img" aria-label="${says}">
      <rect class="in-time" x="0" y="2" width="${inTime.toFixed(2)}%" height="20" />
      <rect class="late" x="${inTime.toFixed(2)}%" y="2" width="${late.toFixed(2)}%" height="20" />
      ${silent === 0 ? null : html`<rect class="silent-bar" x="${(inTime + late).toFixed(2)}%" y="0" width="${(100 - inTime - late).toFixed(2)}%" height="24" />`}
    </svg>
    <dl>
      <div class="${silent > 0 ? 'is-silent' : ''}">
        <dt>silent</dt>
        <dd>${shareOf(silent, broken)}</dd>
      </div>
      <div>
        <dt>told late</dt>
        <dd>${shareOf(toldLate, broken)}</dd>
      </div>
      <div>
        <dt>word ahead by</dt>
        <dd>${span(leadHours.p50)} <span class="quiet">one in ten under ${span(leadHours.p10)}</span></dd>
      </div>
      <div>
        <dt>false alarms per 100 kept</dt>
        <dd>${decimals(falseAlarmsPer100Kept, 1)}</dd>
      </div>
    </dl>
  </div>`
}
