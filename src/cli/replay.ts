import { closeSync, openSync, writeSync } from 'node:fs'
import { addCustomer, startTally, type Tally } from '../analysis/tally.ts'
import { problemLine } from '../core/document/problem.ts'
import { formatInstant } from '../core/time/instant.ts'
import { decisionId } from '../core/message/decision.ts'
import type { Turn } from '../playbook/turn/turn.ts'
import { parseWords, type Run } from './command.ts'
import { EXIT, usage } from './exit.ts'
import { openPast, PAST_OPTIONS } from './past.ts'
import { sha256 } from './playbooks.ts'
import { replayFile } from './replay-file.ts'
import { printReport, type ReplayReport } from './replay-report.ts'

export const replay: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, {
    ...PAST_OPTIONS,
    json: { type: 'boolean', default: false },
    decisions: { type: 'string' },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0)
    throw usage('replay takes one file.', 'troth replay FILE [--map MAPPING] [--playbook NAME] [--until DAY]')
  const started = command.now()
  const past = await openPast(command, path, values)
  const tally = startTally(sha256)
  const decisions = values.decisions === undefined ? null : openDecisions(values.decisions)
  const facts = await replayFile(past.replay, ({ turn }) => {
    addCustomer(tally, turn)
    decisions?.write(turn)
  })
  decisions?.close()
  past.close()
  const report = reportOf(
    { tally, facts, rejected: past.rejects.count(), warnings: past.warnings.count() },
    {
      until: formatInstant(past.replay.until),
      seconds: (command.now() - started) / 1000,
    },
  )
  past.warnings.print(command.terminal)
  for (const problem of past.rejects.problems()) command.terminal.err(problemLine(problem))
  if (values.json) command.terminal.out(JSON.stringify(report))
  else printReport(command.terminal, report)
  return EXIT.ok
}

interface Counted {
  readonly tally: Tally
  readonly facts: number
  readonly rejected: number
  readonly warnings: number
}

function reportOf(counted: Counted, { until, seconds }: { until: string; seconds: number }): ReplayReport {
  const { tally, facts, rejected, warnings } = counted
  return {
    facts,
    rejected,
    promises: tally.promises,
    breaks: tally.breaks,
    byOwner: sorted(tally.byOwner),
    decisions: { ...tally.decisions, byMoment: sorted(tally.byMoment) },
    held: sorted(tally.heldBecause),
    digest: { promises: tally.promisesDigest.value(), decisions: tally.decisionsDigest.value() },
    until,
    warnings,
    seconds: Math.round(seconds * 1000) / 1000,
    cpuSeconds: cpuSeconds(),
    factsPerSecond: Math.round(facts / seconds),
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return Math.round((user + system) / 1000) / 1000
}

const sorted = <Value>(map: ReadonlyMap<string, Value>): Readonly<Record<string, Value>> =>
  Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Every decision as one line of JSON with its id, for whoever wants to look into them. */
function openDecisions(path: string): { readonly write: (turn: Turn) => void; readonly close: () => void } {
  const file = openSync(path, 'w')
  return {
    write: (turn) => {
      if (turn.decisions.length === 0) return
      const lines = turn.decisions.map((decision) => JSON.stringify({ id: decisionId(decision, sha256), ...decision }))
      writeSync(file, `${lines.join('\n')}\n`)
    },
    close: () => closeSync(file),
  }
}
