import type { CustomerPromise } from '../../core/promise/customer-promise.ts'
import type { Decision } from '../../core/message/decision.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Program } from '../../playbook/program.ts'
import { byInstant } from '../../playbook/replay.ts'
import { advance } from '../../playbook/turn/advance.ts'
import { hear } from '../../playbook/turn/hear.ts'
import { startTurn } from '../../playbook/turn/turn.ts'
import type { PromiseRow } from '../../store/ledger/write-promises.ts'
import type { LoggedFact } from '../../store/log/facts-of.ts'
import type { Known } from '../turn/known.ts'
import { isHeardByTurns } from '../turn/load.ts'
import { programFor } from '../turn/program-for.ts'
import { promiseRow } from '../turn/rows.ts'

export interface Refolding {
  readonly program: Program
  /** What the models of their times said; absent: none was in force. */
  readonly forecaster?: Forecaster | null
  readonly zone: string
  readonly until: Instant | null
}

export interface RefoldedFrom {
  readonly subject: string
  readonly bucket: number
  /** Its place in SUBJECT_KINDS. */
  readonly kind: number
  readonly logged: readonly LoggedFact[]
  /** What its timer says: all planned for before then has been done. */
  readonly wake: Instant | null
}

export interface Refolded {
  /** As they would be written. */
  readonly promises: readonly PromiseRow[]
  /** Decided anew, without a look at what was decided. */
  readonly decisions: readonly Decision[]
  /** The promises at the instant of the digest; lets time pass to there. */
  readonly digested: () => readonly CustomerPromise[]
}

/** A customer's whole log through the playbooks in force, as if it had only just been heard, each fact at its hour. */
export function refoldFresh({ subject, bucket, kind, logged, wake }: RefoldedFrom, refolding: Refolding): Refolded {
  const { program, forecaster = null, zone, until } = refolding
  const turn = startTurn({ program: programFor(kind, program), customer: subject, zone, isLive: true, forecaster })
  const facts = logged.flatMap(({ fact }) => (isHeardByTurns(fact.type, fact.origin) ? [fact] : []))
  for (const together of byInstant(facts)) hear(turn, together)
  // Without a timer nothing is left that was planned.
  advance(turn, wake ?? Infinity)
  const known: Known = { subject, bucket, turn, kind, written: new Map(), gone: [], ...NOTHING }
  const rows = [...turn.published.values()].flatMap((promise) =>
    promise.versions.map((version) => promiseRow(known, promise, version)),
  )
  const decisions = [...turn.decisions]
  return {
    promises: rows,
    decisions,
    digested: () => {
      if (until !== null) advance(turn, until + 1)
      return [...turn.published.values()].filter(({ isCheck }) => !isCheck)
    },
  }
}

const NOTHING = {
  seq: 0,
  heard: 0,
  decisions: 0,
  wake: null,
  key: null,
  brand: null,
  prefers: null,
  reach: null,
  isNamed: true,
}
