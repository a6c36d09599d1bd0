import type { Against } from '../../analysis/backtest/against.ts'
import type { AtBirth, Figures, HandOvers, HeadsUps } from '../../analysis/backtest/figures.ts'
import type { BacktestReport } from '../../analysis/backtest/report.ts'
import type { Telling } from '../../analysis/backtest/telling.ts'
import type { Ways } from '../../analysis/backtest/ways.ts'
import type { Zone } from '../../core/time/zone.ts'
import { columns, count, percent } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { localTime } from '../times.ts'

/** The figures for a person. */
export function printBacktest({ out }: Terminal, report: BacktestReport, zone: Zone): void {
  const { of, telling, headsUps, why, atBirth, handOvers, against } = report
  out(
    `${of.file}, ${of.playbook}: promises made from ${localTime(zone, of.from)} to ${localTime(zone, of.to)}, known until ${localTime(zone, of.until)}`,
  )
  out(
    `${count(telling.promises)} promises: ${count(telling.kept)} kept, ${count(telling.broken)} broken; ${of.model === null ? 'no model' : `model ${of.model}`}`,
  )
  out('')
  for (const line of wayLines(report)) out(line)
  out('')
  if (headsUps === null) out(`Nothing is judged: ${why ?? ''}`)
  else if (headsUps.n === 0)
    out('No promise was still open at a tell-by and then kept or broken: none has a due time, or all were kept before.')
  else for (const line of judgedLines(report, headsUps)) out(line)
  if (atBirth !== null && atBirth.n > 0) out(birthLine(atBirth))
  if (handOvers !== null) out(handOverLine(handOvers))
  out('')
  for (const line of tellingLines(telling)) out(line)
  if (against !== null) for (const line of ['', ...againstLines(against, of.playbook)]) out(line)
}

const rate = (value: number | null, digits = 3): string => (value === null ? '–' : value.toFixed(digits))
const hoursOf = (value: number | null): string => (value === null ? '–' : `${value.toFixed(1)} h`)

/** The figure is always four: silence, late word, time ahead, and crying wolf. */
function wayLines({ telling, headsUps, beside, against, of }: BacktestReport): readonly string[] {
  const head = ['', 'broken', 'silent', 'told late', 'lead p10', 'p50', 'false alarms per 100 kept']
  const rows = [head, wayRow(`every promise, ${of.playbook}`, telling.policy)]
  if (against !== null) rows.push(wayRow(`every promise, ${against.playbook}`, against.carriedForward.policy))
  if (headsUps === null || headsUps.n === 0) return columns(rows)
  rows.push(wayRow('open at tell-by', headsUps.policy))
  if (beside !== null)
    rows.push(
      wayRow('  telling everyone there', beside.tellEveryone.policy),
      wayRow('  telling by table there', beside.tellByTable.policy),
    )
  return columns(rows)
}

const wayRow = (name: string, { broken, silent, toldLate, leadHours, falseAlarmsPer100Kept }: Ways): string[] => [
  name,
  count(broken),
  percent(silent, broken),
  percent(toldLate, broken),
  hoursOf(leadHours.p10),
  hoursOf(leadHours.p50),
  rate(falseAlarmsPer100Kept, 1),
]

function judgedLines({ beside }: BacktestReport, headsUps: HeadsUps): readonly string[] {
  const head = ['scored before tell-by', 'n', 'broke', 'AUC', 'ECE', 'recall at precision .95', 'at .90']
  const rows = [head, figureRow('model', headsUps)]
  if (beside !== null)
    rows.push(figureRow('table by kind', beside.tellByTable), figureRow('everyone alike', beside.tellEveryone))
  const left = `left out: ${count(headsUps.censored)} not due when the data ends, ${count(headsUps.otherwise)} renegotiated, withdrawn or disputed`
  return [
    ...columns(rows),
    headsUps.unscored === 0 ? left : `${left}; ${count(headsUps.unscored)} the model says nothing of, scored 0`,
  ]
}

const figureRow = (name: string, { n, base, auc, ece, recallAtPrecision }: Figures): string[] => [
  name,
  count(n),
  base === null ? '–' : percent(base, 1),
  rate(auc),
  rate(ece),
  rate(recallAtPrecision['0.95']),
  rate(recallAtPrecision['0.90']),
]

const birthLine = ({ n, base, auc, ece, seenAtBirth }: AtBirth): string =>
  `at birth: ${count(n)} promises, ${base === null ? '–' : percent(base, 1)} broke, AUC ${rate(auc)}, ECE ${rate(ece)}; ${
    seenAtBirth === null ? '–' : percent(seenAtBirth, 1)
  } of the breaks could be seen when they were promised`

const handOverLine = ({ n, base, auc, ece, hoursUntilClosing: { p10, p50, p90 } }: HandOvers): string =>
  `at hand-overs: ${count(n)}, ${base === null ? '–' : percent(base, 1)} broke, AUC ${rate(auc)}, ECE ${rate(ece)}; closed ${hoursOf(p50)} later (p10 ${hoursOf(p10)}, p90 ${hoursOf(p90)})`

function tellingLines({ customers, messages, perCustomer, perDay, takenBack, held }: Telling): readonly string[] {
  const each = `${perCustomer.p50 ?? 0} each (p50), ${perCustomer.p99 ?? 0} (p99), ${perCustomer.max ?? 0} at most`
  const daily =
    perDay.busiest === null ? '' : `; ${perDay.p50 ?? 0} a day (p50), ${count(perDay.max ?? 0)} on ${perDay.busiest}`
  const reasons = Object.entries(held).map(([reason, n]) => `${count(n)} ${reason}`)
  return [
    `Messages   ${count(messages)} to ${count(customers)} customers: ${each}${daily}`,
    ...(takenBack === 0
      ? []
      : [`Taken back ${count(takenBack)} forecasts reached the told level and fell below it again`]),
    ...(reasons.length === 0 ? [] : [`Held       ${reasons.join(', ')}`]),
  ]
}

function againstLines(against: Against, playbook: string): readonly string[] {
  const { customers, exactToTheEnd, daysToDivergence, messages, differences } = against
  const exact = exactToTheEnd === null ? '–' : percent(exactToTheEnd, 1)
  const median =
    daysToDivergence.p50 === null ? '' : `, the others until day ${daysToDivergence.p50.toFixed(1)} (median)`
  const rows = differences.map(({ playbook: by, moment, promise, n }) => [
    by === 'this' ? playbook : against.playbook,
    moment,
    promise,
    count(n),
  ])
  return [
    `Against ${against.playbook}: exact to the end for ${exact} of ${count(customers)} customers${median}`,
    `  exact messages: ${count(messages.this.exact)} by ${playbook}, ${count(messages.against.exact)} by ${against.playbook}`,
    `  carried forward, as if the customer had answered the same: ${count(messages.this.carriedForward)} and ${count(messages.against.carriedForward)}`,
    ...(rows.length === 0
      ? []
      : ['', ...columns([['first difference: only', 'moment', 'promise', 'customers'], ...rows], 3)]),
  ]
}
