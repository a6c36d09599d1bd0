import { html, type Html } from '../../../core/document/html.ts'
import type { Bin } from '../calibration.ts'
import { across, asTable, drawing, shareAxes, up } from './plot.ts'
import { count, percent } from './words.ts'

/** What was said against what came, ten bins of equal mass; on the diagonal every word was true. */
export function reliabilityPlot(bins: readonly Bin[], of: string): Html {
  const diagonal = html`<path class="ideal" d="M${across(0)} ${up(0)}L${across(1)} ${up(1)}" />`
  const dots = bins.map(
    ({ said, broke, n }) =>
      html`<path class="stem" d="M${across(said)} ${up(said)}V${up(broke)}" /><circle
          class="dot"
          cx="${across(said)}"
          cy="${up(broke)}"
          r="4.5"
        >
          <title>said ${percent(said)}, broke ${percent(broke)} of ${count(n)}</title>
        </circle>`,
  )
  const says = `Of ${of}: what was said against what broke, in ${bins.length} groups of equal size.`
  return html`${drawing({ says, inside: [...shareAxes('chance of breaking that was said, %', 'broke, %'), diagonal, ...dots] })}
    <p class="meta">Dashed: as said.</p>
    ${asTable(
      ['said', 'broke', 'promises'],
      bins.map(({ said, broke, n }) => [percent(said), percent(broke), count(n)]),
    )}`
}
