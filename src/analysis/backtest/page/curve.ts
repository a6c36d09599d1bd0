import { html, type Html } from '../../../core/document/html.ts'
import type { Simpler } from '../beside.ts'
import type { HeadsUps } from '../figures.ts'
import { across, asTable, drawing, shareAxes, up } from './plot.ts'
import { decimals, percent } from './words.ts'

const MARKS = ['0.95', '0.90'] as const

/** How many of the breaks each threshold finds, and how many of those it tells then break. */
export function curvePlot({ curve, recallAtPrecision, base }: HeadsUps, byTable: Simpler): Html {
  const line = curve
    .map(({ recall, precision }, at) => `${at === 0 ? 'M' : 'L'}${across(recall)} ${up(precision)}`)
    .join('')
  const floor =
    base === null
      ? null
      : html`<path class="ideal" d="M${across(0)} ${up(base)}H${across(1)}" /><text
            class="quiet"
            x="${across(0) + 6}"
            y="${up(base) + 15}"
            >telling everyone</text
          >`
  const marks = MARKS.flatMap((at) => {
    const precision = Number(at)
    const [ours, theirs] = [recallAtPrecision[at], byTable.recallAtPrecision[at]]
    return [
      ...(theirs === null
        ? []
        : [mark('hollow', { recall: theirs, precision }, `table by kind at ${at}: ${percent(theirs)}`)]),
      ...(ours === null ? [] : [mark('dot', { recall: ours, precision }, `model at ${at}: ${percent(ours)}`)]),
    ]
  })
  const says = `Recall against precision. At precision 0.95 the model finds ${percent(recallAtPrecision['0.95'])} of the breaks, the table by kind ${percent(byTable.recallAtPrecision['0.95'])}.`
  const inside = [
    ...shareAxes('of all breaks, found, %', 'of those told, broke, %'),
    ...(floor === null ? [] : [floor]),
    html`<path class="curve" d="${line}" />`,
    ...marks,
  ]
  return html`${drawing({ says, inside })}
    <p class="meta">At precision .95 and .90: ● the model, ○ the table by kind.</p>
    ${asTable(
      ['told from', 'found', 'of those told, broke'],
      curve.map(({ threshold, recall, precision }) => [decimals(threshold), percent(recall), percent(precision)]),
    )}`
}

function mark(kind: 'dot' | 'hollow', at: { recall: number; precision: number }, words: string): Html {
  return html`<circle class="${kind}" cx="${across(at.recall)}" cy="${up(at.precision)}" r="4.5"
    ><title>${words}</title></circle
  >`
}
