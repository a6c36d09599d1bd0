import { html, type Html } from '../../../core/document/html.ts'

/** A drawing of 460 × 300 units, with its sentence for whoever cannot see it. */
export interface Drawing {
  readonly says: string
  readonly inside: readonly Html[]
  readonly height?: number
}

export const WIDTH = 460
export const HEIGHT = 300

export const drawing = ({ says, inside, height = HEIGHT }: Drawing): Html =>
  html`<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${says}">${inside}</svg>`

/** Where shares from 0 to 1 stand in a drawing: room for labels to the left and below. */
export const FRAME = { left: 44, right: 446, top: 12, bottom: 256 } as const

export const across = (share: number): number => round(FRAME.left + share * (FRAME.right - FRAME.left))
export const up = (share: number): number => round(FRAME.bottom - share * (FRAME.bottom - FRAME.top))

export const round = (n: number): number => Math.round(n * 10) / 10

const SHARES = [0, 0.25, 0.5, 0.75, 1] as const

/** Both axes from 0 to 100 %, grid lines upright only. */
export const shareAxes = (acrossWords: string, upWords: string): readonly Html[] => [
  ...SHARES.map((share) => html`<path class="grid" d="M${across(share)} ${FRAME.top}V${FRAME.bottom}" />`),
  html`<path class="axis" d="M${FRAME.left} ${FRAME.bottom}H${FRAME.right}" />`,
  ...SHARES.map(
    (share) =>
      html`<text x="${across(share)}" y="${FRAME.bottom + 16}" text-anchor="middle">${share * 100}</text
        ><text x="${FRAME.left - 8}" y="${up(share) + 4}" text-anchor="end">${share * 100}</text>`,
  ),
  html`<text class="label" x="${(FRAME.left + FRAME.right) / 2}" y="${FRAME.bottom + 36}" text-anchor="middle"
    >${acrossWords}</text
  >`,
  html`<text
    class="label"
    x="12"
    y="${(FRAME.top + FRAME.bottom) / 2}"
    text-anchor="middle"
    transform="rotate(-90 12 ${(FRAME.top + FRAME.bottom) / 2})"
    >${upWords}</text
  >`,
]

/** A table beside a drawing: the same numbers, for who would rather read them. */
export const asTable = (head: readonly string[], rows: readonly (readonly string[])[]): Html =>
  html`<details>
    <summary>Show as table</summary>
    ${table(head, rows)}
  </details>`

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Html =>
  html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
