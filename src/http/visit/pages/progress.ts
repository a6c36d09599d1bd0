import type { Fact } from '../../../core/fact/fact.ts'
import { byTime } from '../../../core/fact/order.ts'
import { html, type Html } from '../../../core/document/html.ts'
import type { Scene } from '../scene.ts'
import type { PageWords } from '../words/words.ts'
import { section } from './parts.ts'

/** Enough for any visit; more of them nobody reads. */
const MOST = 8

/** What happened so far, the newest first; the first of them is where it stands. */
export function progress({ facts, visit, words, speech }: Scene): Html {
  const steps = facts
    .filter(({ origin, data }) => origin !== 'engine' && data['visit'] === visit.visit)
    .toSorted(byTime)
    .flatMap((fact): readonly Step[] => {
      const says = stepOf(fact, words.steps)
      return says === null ? [] : [{ says, at: fact.time }]
    })
    .slice(-MOST)
    .toReversed()
  const item = ({ says, at }: Step, index: number): Html =>
    html`<li${index === 0 ? CURRENT : null}>${says} <small>${speech.moment(at)}</small></li>`
  return section(
    words.soFar,
    html`<ol>
      ${steps.map(item)}
    </ol>`,
  )
}

const CURRENT = html` aria-current="step"`

interface Step {
  readonly says: string
  readonly at: number
}

function stepOf({ type, data }: Fact, steps: PageWords['steps']): string | null {
  const isTheirs = data['asked_by'] === 'customer'
  switch (type) {
    case 'visit.booked':
      return steps.promised
    case 'visit.confirmed':
      return steps.confirmed
    case 'visit.moved':
      return isTheirs ? steps.movedByYou : steps.movedByUs
    case 'visit.cancelled':
      return isTheirs ? steps.cancelledByYou : steps.cancelledByUs
    case 'crew.on-the-way':
      return steps.onTheWay
    case 'crew.delayed':
      return steps.delayed
    case 'crew.arrived':
      return steps.arrived
    case 'visit.done':
      return steps.done
    case 'visit.not-done':
      return steps.notDone
    case 'link.used':
      return actStep(data, steps)
    default:
      return null
  }
}

/** Acts that a fact of the visit follows are told by that fact. */
function actStep({ act, window }: Fact['data'], steps: PageWords['steps']): string | null {
  if (act === 'tell') return steps.noted
  if (act === 'reschedule' && window === undefined) return steps.wished
  if (act === 'dispute') return steps.disputed
  if (act === 'fixed') return steps.fixed
  return act === 'not-fixed' ? steps.notFixed : null
}
