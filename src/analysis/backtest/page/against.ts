import { html, type Html } from '../../../core/document/html.ts'
import type { Zone } from '../../../core/time/zone.ts'
import type { Against } from '../against.ts'
import type { Telling } from '../telling.ts'
import { table } from './plot.ts'
import { sampleTwo } from './samples.ts'
import { count, decimals, percent, shareOf } from './words.ts'

export interface Compared {
  readonly ours: string
  readonly telling: Telling
  readonly against: Against
}

/** Two playbooks over the same past: six numbers, where they part, and ten who would have noticed. */
export function againstSection({ ours, telling, against }: Compared, zone: Zone): Html {
  const { messages, differences, samples, playbook: theirs, carriedForward } = against
  return html`<section class="card wide">
      <h2>${ours} against ${theirs}</h2>
      <p>
        Exact to the end for ${percent(against.exactToTheEnd)} of ${count(against.customers)} customers. Messages that
        are exact: ${count(messages.this.exact)} and ${count(messages.against.exact)}; carried forward, as if the
        customer had answered the same: ${count(messages.this.carriedForward)} and
        ${count(messages.against.carriedForward)}.
      </p>
      ${table(['carried forward', ours, theirs], sixNumbers(telling, carriedForward))}
    </section>
    <section class="card wide">
      <h2>Where they part first</h2>
      ${
        differences.length === 0
          ? html`<p>Nowhere. Both say the same to everyone at the same time.</p>`
          : table(
              ['moment', 'only', 'the promise', 'customers'],
              differences.map(({ playbook, moment, promise, n }) => [
                moment,
                playbook === 'this' ? ours : theirs,
                promise === 'none' ? '–' : promise,
                count(n),
              ]),
            )
      }
    </section>
    ${
      samples.length === 0
        ? null
        : html`<section class="card wide">
            <h2>${count(samples.length)} of those who would have noticed</h2>
            ${sampleTwo(samples, { ours, theirs }, zone)}
          </section>`
    }`
}

const sixNumbers = (a: Telling, b: Telling): readonly (readonly string[])[] => {
  const both = (name: string, of: (telling: Telling) => string): readonly string[] => [name, of(a), of(b)]
  return [
    both('silent breaks', ({ policy }) => shareOf(policy.silent, policy.broken)),
    both('told late', ({ policy }) => shareOf(policy.toldLate, policy.broken)),
    both('false alarms per 100 kept', ({ policy }) => decimals(policy.falseAlarmsPer100Kept, 1)),
    both('messages', ({ messages }) => count(messages)),
    both('to one customer, 99 in 100 at most', ({ perCustomer }) => decimals(perCustomer.p99, 0)),
    both('forecasts taken back', ({ takenBack }) => count(takenBack)),
  ]
}
