import type { Decision } from '../../core/message/decision.ts'
import type { DecisionRow } from '../../store/ledger/write-decisions.ts'
import type { PromiseRow } from '../../store/ledger/write-promises.ts'
import { promiseText } from '../turn/rows.ts'
import type { Refolded } from './refold.ts'

/** A row that says something else than the log does; null: it is not there. */
export interface Difference {
  readonly of: 'promises' | 'decisions'
  readonly customer: string
  readonly name: string
  /** What the log says. */
  readonly log: string | null
  /** What the table says. */
  readonly table: string | null
}

export interface OnRecord {
  readonly subject: string
  readonly promises: readonly PromiseRow[]
  readonly decisions: readonly DecisionRow[]
}

/** Every row that differs, in either direction. */
export function compare(onRecord: OnRecord, refolded: Refolded): readonly Difference[] {
  const customer = onRecord.subject
  return [
    ...differences('promises', customer, [
      texts(refolded.promises, promiseName, promiseText),
      texts(onRecord.promises, promiseName, promiseText),
    ]),
    ...differences('decisions', customer, [
      texts(refolded.decisions, decisionName, decidedText),
      texts(onRecord.decisions, decisionName, writtenText),
    ]),
  ]
}

type Texts = ReadonlyMap<string, string>

const texts = <Row>(rows: readonly Row[], nameOf: (row: Row) => string, textOf: (row: Row) => string): Texts =>
  new Map(rows.map((row) => [nameOf(row), textOf(row)]))

function differences(
  of: Difference['of'],
  customer: string,
  [log, table]: readonly [Texts, Texts],
): readonly Difference[] {
  const names = new Set([...log.keys(), ...table.keys()])
  return [...names].flatMap((name) => {
    const [said, written] = [log.get(name) ?? null, table.get(name) ?? null]
    return said === written ? [] : [{ of, customer, name, log: said, table: written }]
  })
}

const promiseName = ({ id, version }: PromiseRow): string => `${id}#${version}`

const decisionName = ({ anchor, moment, occurrence }: Pick<Decision, 'anchor' | 'moment' | 'occurrence'>): string =>
  `${moment} of ${anchor}, ${occurrence}`

const decidedText = ({ outcome, at, eligibleAt }: Decision): string => `${outcome} at ${at}, planned for ${eligibleAt}`
const writtenText = ({ outcome, at, eligible_at }: DecisionRow): string =>
  `${outcome} at ${at}, planned for ${eligible_at}`
