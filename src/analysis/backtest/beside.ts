import { valuesOf } from './column.ts'
import { figuresOf, type Figures } from './figures.ts'
import { scoresOf, type Judged } from './judged.ts'
import { tellingAllBut } from './ranking.ts'
import { stepsOf, type Scores } from './scores.ts'
import type { KindTable } from './table.ts'
import { addWay, startWays, waysOf, type Ways } from './ways.ts'

/** A simpler way to decide, judged by the same rules. It speaks at the last instant before tell-by. */
export interface Simpler extends Figures {
  readonly policy: Ways
  /** Told from this score on. */
  readonly threshold: number
}

export interface Beside {
  readonly tellEveryone: Simpler
  readonly tellByTable: Simpler
}

/**
 * What two simpler ways would have come to. The table tells as few as leave no more breaks silent or late than the
 * policy did; to find that threshold it is shown how the period went, which the policy was not.
 */
export function besideOf(judged: Judged, table: KindTable): Beside {
  const { broken } = scoresOf(judged.atTellBy)
  const base = table.n === 0 ? 0.5 : table.broken / table.n
  const everyone = { scores: new Float64Array(broken.length).fill(base), broken }
  const byTable = { scores: valuesOf(judged.byTable), broken }
  const untold = judged.ways.silent + judged.ways.toldLate
  return {
    tellEveryone: simplerOf(judged, everyone, 0),
    tellByTable: simplerOf(judged, byTable, untold),
  }
}

function simplerOf(judged: Judged, scores: Scores, untold: number): Simpler {
  const steps = stepsOf(scores)
  const threshold = tellingAllBut(steps, untold)?.score ?? Infinity
  const ways = startWays()
  const hours = valuesOf(judged.hoursToDue)
  for (const [index, score] of scores.scores.entries()) {
    const isTold = score >= threshold
    const lead = isTold ? (hours[index] ?? 0) * 3_600_000 : null
    addWay(ways, scores.broken[index] === 1 ? 'broken' : 'kept', { told: isTold ? 'told-in-time' : 'silent', lead })
  }
  return { ...figuresOf(steps), policy: waysOf(ways), threshold }
}
