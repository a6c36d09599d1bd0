import { writeFileSync } from 'node:fs'
import { backtestPage } from '../analysis/backtest/page/page.ts'
import { problemLine } from '../core/document/problem.ts'
import { systemProblem } from '../silos/file/system-problem.ts'
import { loadModel, passHistory } from './backtest/knowing.ts'
import { passDecisions } from './backtest/passes.ts'
import { periodOf } from './backtest/period.ts'
import { printBacktest } from './backtest/printed.ts'
import { nothingIn, reportOf } from './backtest/reported.ts'
import { parseWords, type Command, type Run } from './command.ts'
import { EXIT, Stop, usage } from './exit.ts'
import { openPast, PAST_OPTIONS } from './past.ts'
import { loadProgram } from './playbooks.ts'

const OPTIONS = {
  ...PAST_OPTIONS,
  from: { type: 'string' },
  to: { type: 'string' },
  model: { type: 'string' },
  against: { type: 'string' },
  json: { type: 'boolean', default: false },
  html: { type: 'string' },
} as const

type Values = ReturnType<typeof parseWords<typeof OPTIONS>>['values']

/** `backtest FILE`: who would have been told what and when, counted over the past as it was known then. */
export const backtest: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0)
    throw usage(
      'backtest takes one file.',
      'troth backtest FILE --from DAY --to DAY [--map MAPPING] [--playbook NAME] [--model FILE]',
    )
  if (path === '-')
    throw usage('Standard input can be read only once.', 'A backtest reads its file more than once: write it to disk.')
  return run(command, path, values)
}

async function run(command: Command, path: string, values: Values): Promise<number> {
  // Begun before the counting: a folder that is not there is found at once.
  if (values.html !== undefined) write(values.html, '')
  const past = await openPast(command, path, values)
  const period = periodOf(values, past.zone)
  const model = values.model === undefined ? null : loadModel(values.model, period)
  const against = values.against === undefined ? null : await loadProgram(values.against)
  const knowing = model === null ? null : await passHistory(model, { past, period, against })
  const passed = await passDecisions({ past, period, against, knowing })
  past.close()
  past.warnings.print(command.terminal)
  for (const problem of past.rejects.problems()) command.terminal.err(problemLine(problem))
  if (passed.telling.promises === 0) {
    command.terminal.err(nothingIn(passed, period, past))
    return EXIT.no
  }
  const asked = { path, playbook: values.playbook, against: values.against }
  const report = reportOf(passed, { past, period, knowing, ...asked })
  if (values.html !== undefined) write(values.html, backtestPage(report, past.zone))
  if (values.json) command.terminal.out(JSON.stringify(report, rounded))
  else printBacktest(command.terminal, report, past.zone)
  return EXIT.ok
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new Stop(EXIT.input, [systemProblem(path, error, 0)])
  }
}

/** Six digits: finer than any of it is known. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(6)) : value
