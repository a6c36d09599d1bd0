import { html, type Html } from '../../../core/document/html.ts'
import type { Against } from '../against.ts'
import type { HeadsUps } from '../figures.ts'
import type { BacktestReport } from '../report.ts'
import { count, counted, decimals, percent } from './words.ts'

/** What these figures are, and what they are not, in plain words. */
export function exactness({ headsUps, against, of, telling }: BacktestReport): Html {
  return html`<h2>What is exact here, and what is not</h2>
    <ul class="plain">
      <li>
        <b>Counted.</b> Who would have been told what and when: ${counted(telling.messages, 'message')} to
        ${counted(telling.customers, 'customer')}, each decided with what had been heard by that hour. Nothing heard
        later reached a score or a decision.
      </li>
      ${headsUps === null ? null : leftOut(headsUps)} ${against === null ? null : twoPlaybooks(against)}
      <li>
        <b>Not claimed.</b> How customers would have answered, whether a silo would have worked faster, what it would
        have saved. Only an experiment answers that.
      </li>
      <li class="quiet">Days begin at local midnight in ${of.zone}.</li>
    </ul>`
}

const leftOut = ({ censored, otherwise, unscored }: HeadsUps): Html =>
  html`<li>
      <b>Left out.</b> ${count(censored)} promises that were open and not due when the data ends: nobody knows yet.
      ${count(otherwise)} that were renegotiated, withdrawn or disputed.
      ${unscored === 0 ? '' : `${count(unscored)} of which the model says nothing stand with a score of 0.`}
    </li>
    <li>
      <b>The table by kind</b> is shown how the period went to choose its threshold, so that it leaves as few breaks
      silent or late as the policy does. The policy was not. The calibration error is over ten groups of equal size.
    </li>`

const twoPlaybooks = ({ exactToTheEnd, customers, daysToDivergence: { p50 } }: Against): Html =>
  html`<li>
    <b>Two playbooks.</b> Exact to the end for ${percent(exactToTheEnd)} of ${count(customers)} customers; for the
    others until the two first
    part${p50 === null ? '' : `, half of them within ${decimals(p50, 1)} days of their first promise`}. What comes after
    that is marked as carried forward.
  </li>`
