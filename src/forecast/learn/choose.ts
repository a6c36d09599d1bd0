import type { Asked } from '../model/asked.ts'
import type { Columns, Settings } from './columns.ts'
import { logLoss, type Judged } from './figures.ts'
import { judgeFold, type Choice, type Fold } from './folds.ts'
import type { Sample } from './samples.ts'

export interface Choosing<Of extends Asked> {
  readonly folds: readonly Fold<Of>[]
  readonly columns: Columns<Of>
  /** Which of the judged samples decide. */
  readonly counts: (sample: Sample<Of>) => boolean
  /** The firmest first. */
  readonly settings: readonly Settings[]
  /** Tables that are there without being asked. */
  readonly always: Choice['tables']
  /** Those that must earn their place. */
  readonly tables: Choice['tables']
}

export interface Chosen {
  readonly choice: Choice
  /** What each fold said of the samples it had never seen, fold by fold. */
  readonly judged: readonly (readonly Judged[])[]
}

/** What a table, or looser weights, must take off the surprise, in nats a promise: fewer and firmer numbers last longer. */
const WORTH_IT = 0.002

/** Settings first, then the table that helps most, then the next, while it helps: by what the folds never saw. */
export function choose<Of extends Asked>(choosing: Choosing<Of>): Chosen {
  let best = firmest(choosing)
  for (;;) {
    const { choice, loss } = best
    const left = choosing.tables.filter((of) => !choice.tables.includes(of))
    if (left.length === 0) return best
    const next = bestOf(
      choosing,
      left.map((of) => ({ ...choice, tables: [...choice.tables, of] })),
    )
    if (next.loss > loss - WORTH_IT) return best
    best = next
  }
}

/** The first setting, unless a later one is worth it. */
function firmest<Of extends Asked>(choosing: Choosing<Of>): Tried {
  const tried = choosing.settings.map((settings) => tryOut(choosing, { settings, tables: choosing.always }))
  return tried.reduce((best, next) => (next.loss < best.loss - WORTH_IT ? next : best))
}

interface Tried extends Chosen {
  readonly loss: number
}

function bestOf<Of extends Asked>(choosing: Choosing<Of>, choices: readonly Choice[]): Tried {
  const tried = choices.map((choice) => tryOut(choosing, choice)).toSorted((a, b) => a.loss - b.loss)
  const [best] = tried
  if (best === undefined) throw new Error('there is nothing to choose from')
  return best
}

function tryOut<Of extends Asked>({ folds, columns, counts }: Choosing<Of>, choice: Choice): Tried {
  const judged = folds.map((fold) => judgeFold(fold, columns, choice))
  const losses = folds.map(({ judge }, index) => {
    const deciding = (judged[index] ?? []).filter((_, at) => {
      const sample = judge.samples[at]
      return sample !== undefined && counts(sample)
    })
    return deciding.length === 0 ? 0 : logLoss(deciding)
  })
  return { choice, judged, loss: losses.reduce((sum, loss) => sum + loss, 0) / Math.max(1, losses.length) }
}
