import { html, type Html } from '../../../core/document/html.ts'
import type { Zone } from '../../../core/time/zone.ts'
import type { BacktestReport } from '../report.ts'
import { againstSection } from './against.ts'
import { birthCard, card, figureCard, handOverCard, judgedCards, samplesCard } from './cards.ts'
import { exactness } from './exact.ts'
import { leadPlot } from './leads.ts'
import { STYLE } from './style.ts'
import { patterns } from './ways.ts'
import { day } from './words.ts'

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

/** What there is nothing of is not drawn: an empty plot says nothing. */
function sections(report: BacktestReport, zone: Zone): readonly Html[] {
  const { telling, atBirth, handOvers, against, samples, beside } = report
  const headsUps = report.headsUps === null || report.headsUps.n === 0 ? null : report.headsUps
  return [
    figureCard({ ...report, headsUps }),
    ...(headsUps === null || beside === null ? [] : judgedCards(headsUps, beside)),
    ...(telling.policy.broken === 0
      ? []
      : [card('How long before the due time word came', leadPlot(telling.leads, telling.policy))]),
    ...(atBirth === null || atBirth.n === 0 ? [] : [birthCard(atBirth)]),
    ...(handOvers === null ? [] : [handOverCard(handOvers)]),
    ...(samples.length === 0 ? [] : [samplesCard(samples, zone)]),
    ...(against === null ? [] : [againstSection({ ours: report.of.playbook, telling, against }, zone)]),
    html`<section class="card wide">${exactness(report)}</section>`,
  ]
}
