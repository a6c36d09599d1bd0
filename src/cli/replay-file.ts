import type { Problem } from '../core/document/problem.ts'
import { factRef, type Fact } from '../core/fact/fact.ts'
import type { Instant } from '../core/time/instant.ts'
import { replayCustomer } from '../playbook/replay.ts'
import type { Program } from '../playbook/program.ts'
import type { Turn } from '../playbook/turn/turn.ts'
import { factsByCustomer } from '../silos/facts-of-file.ts'
import type { CustomersFacts } from '../silos/file/in-order.ts'
import type { Progress } from '../silos/file/open.ts'
import type { Rejects } from '../silos/file/rejects.ts'
import type { Mapping } from '../silos/mapping/read.ts'
import { EXIT, Stop } from './exit.ts'
import { sha256 } from './playbooks.ts'

export interface FileReplay {
  readonly path: string
  readonly mapping: Mapping | undefined
  readonly program: Program
  readonly zone: string
  readonly until: Instant
  readonly rejects: Rejects
  readonly warn: (problem: Problem) => void
  readonly onProgress?: (progress: Progress) => void
}

export interface ReplayedCustomer {
  readonly turn: Turn
  readonly facts: readonly Fact[]
}

/** Replays a file, one customer after the other. Answers how many facts were heard by `until`. */
export async function replayFile(replay: FileReplay, each: (replayed: ReplayedCustomer) => void): Promise<number> {
  let heard = 0
  for await (const batch of factsByCustomer({ ...replay, sha256 })) {
    if ('failed' in batch) throw new Stop(EXIT.input, [batch.failed])
    for (const customer of batch) {
      const turn = replayCustomer(replay, customer.customer, customer.facts)
      heard += turn.ledger.facts.size
      if (turn.refused.length > 0) refuse(replay, turn, customer)
      // A mapping warns of a row that closes before it opens by itself.
      if (replay.mapping === undefined) warnOfEarlyEvidence(replay, turn, customer)
      each({ turn, facts: customer.facts })
    }
  }
  return heard
}

const lineOf = ({ facts, lines }: CustomersFacts, fact: Fact): number => lines[facts.indexOf(fact)] ?? 0

function refuse({ rejects, path }: FileReplay, turn: Turn, customer: CustomersFacts): void {
  for (const fact of turn.refused) {
    const line = lineOf(customer, fact)
    const known = turn.ledger.facts.get(factRef(fact))
    const first = known === undefined ? '' : ` (line ${lineOf(customer, known)})`
    const problem: Problem = {
      level: 'error',
      code: 'same-id-different-content',
      place: { file: path, line },
      reason: `The id “${fact.id}” of ${fact.source} was heard before with other content${first}; the first counts.`,
      mend: 'Give each fact an id of its own, or send it once.',
    }
    rejects.add({ line, raw: JSON.stringify(fact), problem })
  }
}

/** Evidence earlier than the making counts, but a closing before its opening is worth a look. */
function warnOfEarlyEvidence({ warn, path }: FileReplay, turn: Turn, customer: CustomersFacts): void {
  for (const { promise } of turn.ledger.records.values()) {
    const [first] = promise?.versions ?? []
    if (promise === null || first === undefined) continue
    for (const { fact: ref, as, time } of first.evidence) {
      if (time >= first.made) continue
      const fact = turn.ledger.facts.get(ref)
      const line = fact === undefined ? 0 : lineOf(customer, fact)
      const reason = `${promise.id} was ${as} before it was made; it counts as ${as} when made.`
      warn({
        level: 'warning',
        code: 'evidence-before-making',
        place: { file: path, line },
        reason,
        mend: 'Check both times.',
      })
    }
  }
}
