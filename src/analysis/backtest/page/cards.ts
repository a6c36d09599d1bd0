import { html, type Html } from '../../../core/document/html.ts'
import type { Zone } from '../../../core/time/zone.ts'
import type { Beside } from '../beside.ts'
import type { AtBirth, Figures, HandOvers, HeadsUps } from '../figures.ts'
import type { BacktestReport } from '../report.ts'
import type { Telling } from '../telling.ts'
import type { Timeline } from '../timeline.ts'
import { curvePlot } from './curve.ts'
import { table } from './plot.ts'
import { reliabilityPlot } from './reliability.ts'
import { sampleLanes } from './samples.ts'
import { waysRows, type Named } from './ways.ts'
import { count, decimals, percent, shareOf, span } from './words.ts'

/** One card of the page. */
export const card = (title: string, body: Html): Html =>
  html`<section class="card">
    <h2>${title}</h2>
    ${body}
  </section>`

/** The figure is always four. First every promise; then those open at tell-by, beside two simpler ways. */
export function figureCard({ telling, headsUps, beside, why }: BacktestReport): Html {
  const { policy } = telling
  if (policy.broken === 0 && policy.falseAlarmsPer100Kept === null) return undated(telling)
  const rows: Named[] = [{ name: `Every promise: ${count(policy.broken)} broke`, ways: policy }]
  if (headsUps !== null)
    rows.push({
      name: `Still open at tell-by: ${count(headsUps.policy.broken)} broke of ${count(headsUps.n)}`,
      ways: headsUps.policy,
    })
  if (headsUps !== null && beside !== null)
    rows.push(
      { name: 'The same, telling everyone at tell-by', ways: beside.tellEveryone.policy },
      { name: 'The same, telling by a table of kinds', ways: beside.tellByTable.policy },
    )
  return html`<section class="card wide">
    <h2>Silent break rate</h2>
    <p class="figure">${shareOf(policy.silent, policy.broken)}</p>
    <p class="quiet">
      ${count(policy.silent)} of ${count(policy.broken)} breaks would have come without a word.
      ${why === null ? '' : `Nothing is judged: ${why}.`}
    </p>
    ${waysRows(rows)}
    <p class="meta">Hatched: broken and told, dashed when late. Solid: silent.</p>
  </section>`
}

const undated = ({ kept, broken }: Telling): Html =>
  html`<section class="card wide">
    <h2>Silent break rate</h2>
    <p>
      ${count(kept)} promises were kept and ${count(broken)} broke, none of them with a due time: without one nobody can
      say what was told in time.
    </p>
  </section>`

/** How well breaks were told from the rest, in numbers and in two drawings. */
export const judgedCards = (headsUps: HeadsUps, beside: Beside): readonly Html[] => [
  figuresCard(headsUps, beside),
  card(
    'Is the chance of breaking true? Just before tell-by',
    reliabilityPlot(headsUps.reliability, 'promises still open at tell-by'),
  ),
  card('How many of the breaks are found', curvePlot(headsUps, beside.tellByTable)),
]

function figuresCard(headsUps: HeadsUps, { tellByTable, tellEveryone }: Beside): Html {
  const row = (name: string, { auc, ece, recallAtPrecision }: Figures): readonly string[] => [
    name,
    decimals(auc),
    decimals(ece),
    decimals(recallAtPrecision['0.95']),
    decimals(recallAtPrecision['0.90']),
  ]
  const rows = [row('model', headsUps), row('table by kind', tellByTable), row('everyone alike', tellEveryone)]
  return html`<section class="card wide">
    <h2>How well breaks were told from the rest, just before tell-by</h2>
    <p>${count(headsUps.n)} promises were still open then; ${percent(headsUps.base)} of them broke.</p>
    ${table(['', 'AUC', 'calibration error', 'recall at precision .95', 'at .90'], rows)}
  </section>`
}

export const birthCard = ({ n, base, auc, seenAtBirth, reliability }: AtBirth): Html =>
  card(
    'And when the promise was made',
    html`<p>
        ${percent(seenAtBirth)} of the breaks could be seen by whoever promised. Of ${count(n)} promises
        ${percent(base)} broke; AUC ${decimals(auc)}.
      </p>
      ${reliabilityPlot(reliability, 'promises just made')}`,
  )

export const handOverCard = ({
  n,
  base,
  auc,
  ece,
  hoursUntilClosing: { p10, p50, p90 },
  reliability,
}: HandOvers): Html =>
  card(
    'At each hand-over',
    html`<p>
        ${count(n)} hand-overs, ${percent(base)} of them of promises that broke; AUC ${decimals(auc)}, calibration error
        ${decimals(ece)}. Closed ${span(p50)} later (one in ten within ${span(p10)}, nine in ten within ${span(p90)}).
      </p>
      ${reliabilityPlot(reliability, 'promises handed over')}`,
  )

export const samplesCard = (samples: readonly Timeline[], zone: Zone): Html =>
  html`<section class="card wide">
    <h2>Some of them, as they would have gone</h2>
    <p class="meta">
      Every due line stands on one upright; the axis is logarithmic both ways. A bubble is a heads-up: above the line
      before the due time, below after it.
    </p>
    ${sampleLanes(samples, zone)}
  </section>`
