import { decisionId, type Decision } from '../core/message/decision.ts'
import type { Fact, FactRef } from '../core/fact/fact.ts'
import { toFactEvent } from '../wire/fact-event.ts'
import { formatInstant } from '../core/time/instant.ts'
import type { Zone } from '../core/time/zone.ts'
import { parseWords, type Run } from './command.ts'
import { EXIT, usage } from './exit.ts'
import { openPast, PAST_OPTIONS } from './past.ts'
import { sha256 } from './playbooks.ts'
import { printPromise, promiseRecord } from './promise-shown.ts'
import { replayFile, type ReplayedCustomer } from './replay-file.ts'
import type { Terminal } from './terminal.ts'
import { localTime } from './times.ts'

const SHORTEST_ID = 6

interface Explained {
  readonly decision: Decision
  readonly id: string
  readonly replayed: ReplayedCustomer
}

/** `explain DECISION FILE`: why something was said, or was not. */
export const explain: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, {
    ...PAST_OPTIONS,
    json: { type: 'boolean', default: false },
  })
  const [wanted, path, ...more] = positionals
  if (wanted === undefined || path === undefined || more.length > 0)
    throw usage('explain takes a decision and a file.', 'troth explain DECISION FILE [--map MAPPING] [--playbook NAME]')
  if (wanted.length < SHORTEST_ID || !/^[0-9a-f]+$/.test(wanted))
    throw usage(`“${wanted}” is no decision.`, 'Its id is hex digits, at least six: see `troth promises FILE KEY`.')
  const past = await openPast(command, path, values)
  const found: Explained[] = []
  await replayFile(past.replay, (replayed) => {
    for (const decision of replayed.turn.decisions) {
      const id = decisionId(decision, sha256)
      if (id.startsWith(wanted)) found.push({ decision, id, replayed })
    }
  })
  past.close()
  const [explained, other] = found
  if (explained === undefined) {
    command.terminal.err(`No decision ${wanted}… was made in this past, with these playbooks and this until.`)
    return EXIT.no
  }
  if (other !== undefined)
    throw usage(`${found.length} decisions begin with ${wanted}.`, `Give more digits, e.g. ${explained.id}.`)
  if (values.json) command.terminal.out(JSON.stringify(explanationRecord(explained)))
  else print(command.terminal, explained, past.zone)
  return EXIT.ok
}

function factsOf({ decision, replayed }: Explained): readonly Fact[] {
  const refs: readonly FactRef[] = decision.because.facts
  return refs.flatMap((ref) => replayed.turn.ledger.facts.get(ref) ?? [])
}

function explanationRecord(explained: Explained): object {
  const { decision, id, replayed } = explained
  const promise = decision.promise === null ? undefined : replayed.turn.published.get(decision.promise)
  return {
    id,
    ...decision,
    at: formatInstant(decision.at),
    eligibleAt: formatInstant(decision.eligibleAt),
    facts: factsOf(explained).map(toFactEvent),
    promise: promise === undefined ? null : promiseRecord({ promise, replayed }),
  }
}

function print({ out }: Terminal, explained: Explained, zone: Zone): void {
  const { decision, id, replayed } = explained
  const { because, moment, outcome, occurrence } = decision
  out(`${id}  ${outcome}: ${wordsOf(decision)}`)
  out(`  because ${because.reason}`)
  out(
    `  moment     ${moment} (${decision.playbookVersion}${decision.modelVersion === null ? ', no model' : `, ${decision.modelVersion}`})`,
  )
  out(`  anchor     ${decision.anchor}, occurrence ${occurrence}`)
  out(`  planned    ${localTime(zone, decision.eligibleAt)}`)
  out(`  decided    ${localTime(zone, decision.at)}`)
  const { action } = decision
  if (action.do === 'say' && action.nextWord !== undefined) out(`  next word  ${localTime(zone, action.nextWord)}`)
  out(`  customer   ${decision.customer}`)
  for (const fact of factsOf(explained))
    out(`  fact       ${localTime(zone, fact.time)}  ${fact.type}  ${fact.source} ${fact.id}`)
  const promise = decision.promise === null ? undefined : replayed.turn.published.get(decision.promise)
  if (promise === undefined) return
  out('')
  for (const line of printPromise({ promise, replayed }, zone)) out(line)
}

function wordsOf({ action }: Decision): string {
  switch (action.do) {
    case 'say':
      return `say “${action.template}”${action.ask.length > 0 ? `, ask ${action.ask.join(', ')}` : ''} (${action.class})`
    case 'nudge':
      return `nudge ${action.silo}, rung ${action.rung}`
    case 'case':
      return `open a case “${action.kind}”${action.owner === null ? '' : ` for ${action.owner}`}`
  }
}
