import { html, type Html } from '../../../core/document/html.ts'
import type { Zone } from '../../../core/time/zone.ts'
import type { AtBirth, HandOvers, HeadsUps } from '../figures.ts'
import type { BacktestReport } from '../report.ts'
import { againstSection } from './against.ts'
import { curvePlot } from './curve.ts'
import { exactness } from './exact.ts'
import { leadPlot } from './leads.ts'
import { table } from './plot.ts'
import { reliabilityPlot } from './reliability.ts'
import { sampleLanes } from './samples.ts'
import { STYLE } from './style.ts'
import { patterns, waysRows, type Named } from './ways.ts'
import { count, day, decimals, percent, shareOf, span } from './words.ts'

/** A T is a promise that reached its due line. */
const MARK = html`<svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
  <path class="bar" d="M2.5 4H17.5" />
  <path class="run" d="M10 17.5V7.2" />
</svg>`

/** One whole page that can be kept and sent on: no script, nothing fetched, light or dark as the reader's machine is. */
export function backtestPage(report: BacktestReport, zone: Zone): string {
  const { of } = report
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Backtest of ${of.playbook} · Troth</title>
        <style>
          ${{ markup: STYLE }}
        </style>
      </head>
      <body>
        ${patterns}
        <header><span class="name">${MARK} Troth</span><span class="quiet">Backtest</span></header>
        <main>
          <h1>${of.playbook}: who would have been told, and when</h1>
          <p class="quiet">
            ${of.file}, promises made from ${day(zone, of.from)} and before ${day(zone, of.to)}, known until
            ${day(zone, of.until)}; ${of.model === null ? 'no model' : `model ${of.model}`}
          </p>
          <div class="cards">${sections(report, zone)}</div>
        </main>
      </body>
    </html>`.markup
}

const sections = (report: BacktestReport, zone: Zone): readonly Html[] => [
  figureCard(report),
  ...(report.headsUps === null ? [] : [judgedCard(report.headsUps, report)]),
  ...(report.headsUps === null || report.beside === null
    ? []
    : [
        card(
          'Is the chance of breaking true? Just before tell-by',
          reliabilityPlot(report.headsUps.reliability, 'promises still open at tell-by'),
        ),
        card('How many of the breaks are found', curvePlot(report.headsUps, report.beside.tellByTable)),
      ]),
  card('How long before the due time word came', leadPlot(report.telling.leads, report.telling.policy)),
  ...(report.atBirth === null ? [] : [birthCard(report.atBirth)]),
  ...(report.handOvers === null ? [] : [handOverCard(report.handOvers)]),
  ...(report.samples.length === 0
    ? []
    : [
        html`<section class="card wide">
          <h2>Some of them, as they would have gone</h2>
          <p class="meta">
            Every due line stands on one upright; the axis is logarithmic both ways. A bubble is a heads-up: above the
            line before the due time, below after it.
          </p>
          ${sampleLanes(report.samples, zone)}
        </section>`,
      ]),
  ...(report.against === null
    ? []
    : [againstSection({ ours: report.of.playbook, telling: report.telling, against: report.against }, zone)]),
  html`<section class="card wide">${exactness(report)}</section>`,
]

const card = (title: string, body: Html): Html =>
  html`<section class="card">
    <h2>${title}</h2>
    ${body}
  </section>`

/** The figure is always four. First every promise; then those open at tell-by, beside two simpler ways. */
function figureCard({ telling, headsUps, beside, why }: BacktestReport): Html {
  const { policy } = telling
  const rows: Named[] = [{ name: `Every promise: ${count(policy.broken)} broke`, ways: policy }]
  if (headsUps !== null)
    rows.push({
      name: `Still open at tell-by: ${count(headsUps.policy.broken)} broke of ${count(headsUps.n)}`,
      ways: headsUps.policy,
    })
  if (beside !== null)
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

function judgedCard(headsUps: HeadsUps, { beside }: BacktestReport): Html {
  const row = (
    name: string,
    { auc, ece, recallAtPrecision }: Pick<HeadsUps, 'auc' | 'ece' | 'recallAtPrecision'>,
  ): readonly string[] => [
    name,
    decimals(auc),
    decimals(ece),
    decimals(recallAtPrecision['0.95']),
    decimals(recallAtPrecision['0.90']),
  ]
  const rows = [row('model', headsUps)]
  if (beside !== null) rows.push(row('table by kind', beside.tellByTable), row('everyone alike', beside.tellEveryone))
  return html`<section class="card wide">
    <h2>How well breaks were told from the rest, just before tell-by</h2>
    <p>${count(headsUps.n)} promises were still open then; ${percent(headsUps.base)} of them broke.</p>
    ${table(['', 'AUC', 'calibration error', 'recall at precision .95', 'at .90'], rows)}
  </section>`
}

const birthCard = ({ n, base, auc, seenAtBirth, reliability }: AtBirth): Html =>
  card(
    'And when the promise was made',
    html`<p>
        ${percent(seenAtBirth)} of the breaks could be seen by whoever promised. Of ${count(n)} promises
        ${percent(base)} broke; AUC ${decimals(auc)}.
      </p>
      ${reliabilityPlot(reliability, 'promises just made')}`,
  )

const handOverCard = ({ n, base, auc, ece, hoursUntilClosing: { p10, p50, p90 }, reliability }: HandOvers): Html =>
  card(
    'At each hand-over',
    html`<p>
        ${count(n)} hand-overs, ${percent(base)} of them of promises that broke; AUC ${decimals(auc)}, calibration error
        ${decimals(ece)}. Closed ${span(p50)} later (one in ten within ${span(p10)}, nine in ten within ${span(p90)}).
      </p>
      ${reliabilityPlot(reliability, 'promises handed over')}`,
  )
