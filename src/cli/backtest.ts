import { writeFileSync } from 'node:fs'
import { againstOf } from '../analysis/backtest/against.ts'
import { besideOf } from '../analysis/backtest/beside.ts'
import { atBirthOf, handOversOf, headsUpsOf } from '../analysis/backtest/figures.ts'
import { backtestPage } from '../analysis/backtest/page/page.ts'
import type { Period } from '../analysis/backtest/period.ts'
import type { BacktestReport } from '../analysis/backtest/report.ts'
import { samplesOf } from '../analysis/backtest/samples.ts'
import { tellingOf } from '../analysis/backtest/telling.ts'
import { problemLine } from '../core/document/problem.ts'
import { systemProblem } from '../silos/file/system-problem.ts'
import { parseWords, type Run } from './command.ts'
import { EXIT, Stop, usage } from './exit.ts'
import { openPast, PAST_OPTIONS, type Past } from './past.ts'
import { loadProgram } from './playbooks.ts'
import { localTime } from './times.ts'
import { passDecisions, type Knowing, type Passed } from './backtest/passes.ts'
import { periodOf } from './backtest/period.ts'
import { printBacktest } from './backtest/printed.ts'

const HOW = 'troth backtest FILE --from DAY --to DAY [--map MAPPING] [--playbook NAME] [--model FILE]'
const NO_MODEL = 'no model was given: nothing was forecast but what silos said themselves (see --model)'

/** `backtest FILE`: who would have been told what and when, counted over the past as it was known then. */
export const backtest: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, {
    ...PAST_OPTIONS,
    from: { type: 'string' },
    to: { type: 'string' },
    model: { type: 'string' },
    against: { type: 'string' },
    json: { type: 'boolean', default: false },
    html: { type: 'string' },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw usage('backtest takes one file.', HOW)
  if (path === '-')
    throw usage('Standard input can be read only once.', 'A backtest reads its file again and again: write it to disk.')
  // The page is begun before hours of counting, not after, and a folder that is not there is found at once.
  if (values.html !== undefined) writePage(values.html, '')
  const past = await openPast(command, path, values)
  const period = periodOf(values, past.zone)
  const against = values.against === undefined ? null : await loadProgram(values.against)
  const knowing: Knowing | null = null
  const passed = await passDecisions({ past, period, against, knowing })
  past.close()
  for (const problem of past.rejects.problems()) command.terminal.err(problemLine(problem))
  if (passed.telling.promises === 0) {
    command.terminal.err(nothingIn(period, past, passed))
    return EXIT.no
  }
  const report = reportOf(passed, {
    past,
    period,
    knowing,
    file: path,
    playbook: values.playbook,
    against: values.against,
  })
  if (values.html !== undefined) writePage(values.html, backtestPage(report, past.zone))
  if (values.json) command.terminal.out(JSON.stringify(report, rounded))
  else printBacktest(command.terminal, report, past.zone)
  return EXIT.ok
}

function writePage(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new Stop(EXIT.input, [systemProblem(path, error, 0)])
  }
}

function nothingIn({ from, to }: Period, { zone }: Past, { made }: Passed): string {
  const asked = `No promise to a customer was made from ${localTime(zone, from)} to ${localTime(zone, to)}.`
  if (made.first === Infinity) return `${asked} This file makes none at all with this playbook: see \`troth replay\`.`
  return `${asked} Those of this file were made from ${localTime(zone, made.first)} to ${localTime(zone, made.last)}.`
}

interface Asked {
  readonly past: Past
  readonly period: Period
  readonly knowing: Knowing | null
  readonly file: string
  readonly playbook: string
  readonly against: string | undefined
}

function reportOf(passed: Passed, { past, period, knowing, file, playbook, against }: Asked): BacktestReport {
  const { judged } = passed
  return {
    headsUps: judged === null ? null : headsUpsOf(judged),
    why: judged === null ? NO_MODEL : null,
    beside: judged === null || knowing === null ? null : besideOf(judged, knowing.table),
    atBirth: judged === null ? null : atBirthOf(judged),
    handOvers: judged === null ? null : handOversOf(judged),
    telling: tellingOf(passed.telling),
    against: passed.against === null ? null : againstOf(passed.against, against ?? ''),
    samples: samplesOf(passed.samples),
    of: {
      file: file.split('/').at(-1) ?? file,
      playbook,
      model: knowing?.ours.model ?? null,
      ...period,
      until: past.replay.until,
      zone: past.zone.name,
      facts: passed.facts,
      rejected: past.rejects.count(),
    },
  }
}

/** Six digits: finer than any of it is known. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(6)) : value
