import { html, type Html } from '../../../core/document/html.ts'
import type { LeadBin } from '../leads.ts'
import type { Ways } from '../ways.ts'
import { asTable, drawing, round, WIDTH } from './plot.ts'
import { count, shareOf } from './words.ts'

const ROW = 26
const LEFT = 92
const RIGHT = 60

/** Breaks by how long before the due time word came; the silent ones last. Bars start at nought. */
export function leadPlot(leads: readonly LeadBin[], { silent, broken }: Ways): Html {
  const rows = [
    ...leads.toReversed().map((bin) => ({ name: nameOf(bin), n: bin.n, kind: 'told' })),
    { name: 'no word', n: silent, kind: 'silent' },
  ]
  const most = Math.max(1, ...rows.map(({ n }) => n))
  const inside = rows.map(({ name, n, kind }, at) => {
    const width = round(((WIDTH - LEFT - RIGHT) * n) / most)
    const y = 4 + at * ROW
    return html`<text class="label" x="${LEFT - 8}" y="${y + 15}" text-anchor="end">${name}</text
      ><rect
        class="${kind}-bar"
        x="${LEFT}"
        y="${y + 2}"
        width="${Math.max(n === 0 ? 0 : 2, width)}"
        height="${ROW - 8}"
        rx="1.5"
      /><text x="${LEFT + width + 8}" y="${y + 15}">${count(n)}</text>`
  })
  const axis = html`<path class="axis" d="M${LEFT} 2V${4 + rows.length * ROW}" />`
  const says = `${count(broken)} breaks by how long before the due time word came; ${count(silent)} without word.`
  return html`${drawing({ says, inside: [...inside, axis], height: 8 + rows.length * ROW })}
  ${asTable(
    ['word before due', 'breaks', 'share'],
    rows.map(({ name, n }) => [name, count(n), shareOf(n, broken)]),
  )}`
}

function nameOf({ from, to }: LeadBin): string {
  const unit = from >= 48 ? 24 : 1
  const name = unit === 24 ? 'd' : 'h'
  return to === null
    ? `over ${from / unit} ${name}`
    : to >= 48 && from < 48
      ? `${from} h–${to / 24} d`
      : `${from / unit}–${to / unit} ${name}`
}
