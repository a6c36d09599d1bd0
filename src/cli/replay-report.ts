import type { OutcomeCounts, Tally } from '../analysis/tally.ts'
import { columns, count, percent } from './table.ts'
import type { Terminal } from './terminal.ts'

/** What `replay --json` prints, in this order. */
export interface ReplayReport {
  readonly facts: number
  readonly rejected: number
  readonly promises: Tally['promises']
  readonly breaks: Tally['breaks']
  readonly byOwner: Readonly<Record<string, { opened: number; kept: number; broken: number }>>
  readonly decisions: OutcomeCounts & { readonly byMoment: Readonly<Record<string, OutcomeCounts>> }
  /** Why moments were held, by reason. */
  readonly held: Readonly<Record<string, number>>
  readonly digest: { readonly promises: string; readonly decisions: string }
  readonly until: string
  readonly warnings: number
  readonly seconds: number
  /** Of all cores, since the process began. */
  readonly cpuSeconds: number
  readonly factsPerSecond: number
  readonly peakRssMiB: number
}

/** The same figures for a person. */
export function printReport({ out }: Terminal, report: ReplayReport): void {
  out(`${count(report.facts)} facts in ${report.seconds} s, ${count(report.rejected)} rejected, as of ${report.until}`)
  out('')
  for (const line of figureLines(report)) out(line)
  out('')
  for (const line of ownerLines(report)) out(line)
  out('')
  out(`promises  ${report.digest.promises}`)
  out(`decisions ${report.digest.decisions}`)
}

function figureLines({ promises, breaks, decisions, held }: ReplayReport): readonly string[] {
  const beside = counted([
    [promises.renegotiated, 'renegotiated'],
    [promises.withdrawn, 'withdrawn'],
    [promises.disputed, 'disputed'],
    [promises.outstanding, 'outstanding'],
    [promises.closedWithoutWork, 'closed without work'],
  ])
  const silent = `silent (${percent(breaks.silent, promises.broken - breaks.unknown)})`
  const reasons = Object.entries(held).map(([reason, n]) => `${count(n)} ${reason}`)
  const lines = [
    [
      'Promises',
      `${count(promises.opened)} opened: ${count(promises.kept)} kept, ${count(promises.broken)} broken, ${count(promises.open)} open`,
    ],
    ['', beside],
    [
      'Breaks',
      `${count(breaks.silent)} ${silent}, ${count(breaks.toldInTime)} told in time, ${count(breaks.toldLate)} told late`,
    ],
    ['', counted([[breaks.unknown, 'without a due time']])],
    [
      'Decisions',
      `${count(decisions.said)} said, ${count(decisions.held)} held, ${count(decisions.superseded)} superseded, ${count(decisions.tooLate)} too late`,
    ],
    ['', reasons.length === 0 ? '' : `held: ${reasons.join(', ')}`],
  ]
  return lines.flatMap(([head = '', words = '']) => (words === '' ? [] : [`${head.padEnd(11)}${words}`]))
}

const counted = (parts: readonly (readonly [number, string])[]): string =>
  parts.flatMap(([n, words]) => (n > 0 ? [`${count(n)} ${words}`] : [])).join(', ')

function ownerLines({ byOwner }: ReplayReport): readonly string[] {
  const owners = Object.entries(byOwner).toSorted(([, a], [, b]) => b.opened - a.opened)
  const rows = owners.map(([owner, { opened, kept, broken }]) => [
    owner === '' ? '(not known)' : owner,
    ...[opened, kept, broken].map(count),
    percent(broken, opened),
  ])
  return columns([['owner', 'opened', 'kept', 'broken', 'broken %'], ...rows])
}
