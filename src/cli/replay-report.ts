import type { ReplayReport } from './replay.ts'
import { columns, count, percent } from './table.ts'
import type { Terminal } from './terminal.ts'

/** The same figures for a person. */
export function printReport({ out }: Terminal, report: ReplayReport): void {
  const { promises, breaks, decisions } = report
  const speed = `${count(report.facts)} facts in ${report.seconds} s`
  out(`${speed}, ${count(report.rejected)} rejected, as of ${report.until}`)
  out('')
  out(`Promises     ${count(promises.opened)} opened: ${count(promises.kept)} kept, ${count(promises.broken)} broken, ${count(promises.open)} open`)
  const others = [
    [promises.renegotiated, 'renegotiated'],
    [promises.withdrawn, 'withdrawn'],
    [promises.disputed, 'disputed'],
    [promises.outstanding, 'outstanding'],
    [promises.closedWithoutWork, 'closed without work'],
  ] as const
  const beside = others.filter(([n]) => n > 0).map(([n, word]) => `${count(n)} ${word}`)
  if (beside.length > 0) out(`             ${beside.join(', ')}`)
  const judged = promises.broken - breaks.unknown
  out(`Breaks       ${count(breaks.silent)} silent (${percent(breaks.silent, judged)}), ${count(breaks.toldInTime)} told in time, ${count(breaks.toldLate)} told late${breaks.unknown > 0 ? `, ${count(breaks.unknown)} without a due time` : ''}`)
  const held = Object.entries(report.held).map(([reason, n]) => `${count(n)} ${reason}`)
  out(`Decisions    ${count(decisions.said)} said, ${count(decisions.held)} held${held.length > 0 ? ` (${held.join(', ')})` : ''}, ${count(decisions.superseded)} superseded, ${count(decisions.tooLate)} too late`)
  out('')
  const owners = Object.entries(report.byOwner).toSorted(([, a], [, b]) => b.opened - a.opened)
  for (const line of columns([
    ['owner', 'opened', 'kept', 'broken', 'broken %'],
    ...owners.map(([owner, { opened, kept, broken }]) => [owner, count(opened), count(kept), count(broken), percent(broken, opened)]),
  ]))
    out(line)
  out('')
  out(`promises  ${report.digest.promises}`)
  out(`decisions ${report.digest.decisions}`)
}
