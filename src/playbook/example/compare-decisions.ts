import { problemLine } from '../../core/document/problem.ts'
import { nearest } from '../../core/document/near.ts'
import type { Place } from '../../core/document/problem.ts'
import type { Action, Decision } from '../../core/message/decision.ts'
import { SOURCE } from './given-facts.ts'
import { instantText } from './local-instant.ts'
import type { Example, ExpectedDecision } from './read.ts'

/** `open-door.visit_window.confirm`, however it is written in the examples of open-door. */
const fullName = (name: string, known: ReadonlySet<string>, playbook: string): string =>
  known.has(name) ? name : `${playbook}.${name}`

/** One line of difference: `examples.yaml:12:7 …`. */
export const differenceAt = (place: Place, words: string): string =>
  problemLine({ level: 'error', code: '', place: { ...place, path: '' }, reason: words, mend: '' }).replace(
    ' error : ',
    ' ',
  )

/**
 * What differs between the decisions an example expects and those that were made: all of them, in order. One that is
 * missing or too many is named as that, and does not make every later one differ.
 */
export function compareDecisions(
  example: Example,
  decisions: readonly Decision[],
  known: ReadonlySet<string>,
): readonly string[] {
  const lines: string[] = []
  const name = (expected: ExpectedDecision): string => fullName(expected.moment, known, example.playbook)
  const fits = (expected: ExpectedDecision | undefined, decision: Decision | undefined): boolean =>
    expected !== undefined &&
    decision !== undefined &&
    name(expected) === decision.moment &&
    expected.at === decision.at
  let next = 0
  for (const [index, expected] of example.expect.entries()) {
    const unknown = known.has(name(expected)) ? null : unknownMoment(name(expected), known)
    if (unknown !== null) lines.push(differenceAt(expected.place, unknown))
    const found = decisions.findIndex((decision, at) => at >= next && fits(expected, decision))
    const here = decisions[next]
    const isWanted = example.expect.slice(index + 1).some((later) => fits(later, here))
    if (found < 0 && (here === undefined || isWanted)) {
      lines.push(differenceAt(expected.place, `expected, but not decided: ${wanted(example, expected)}`))
      continue
    }
    const until = found < 0 ? next : found
    for (const extra of decisions.slice(next, until)) lines.push(tooMany(example, extra))
    const decision = decisions[until]
    if (decision !== undefined) lines.push(...differing(example, expected, { decision, moment: name(expected) }))
    next = until + 1
  }
  return [...lines, ...decisions.slice(next).map((extra) => tooMany(example, extra))]
}

function unknownMoment(name: string, known: ReadonlySet<string>): string {
  const near = nearest(name, [...known])
  return `there is no moment ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`
}

const wanted = ({ zone }: Example, { at, moment, outcome }: ExpectedDecision): string =>
  `${instantText(at, zone)} ${moment} ${outcome}`

const tooMany = ({ place, zone }: Example, { at, moment, outcome, anchor, because }: Decision): string =>
  differenceAt(
    place,
    `decided, but not expected: ${instantText(at, zone)} ${moment} ${outcome} (${because.reason}) about ${anchor}`,
  )

type Value = string | number

interface Compared {
  readonly decision: Decision
  readonly moment: string
}

function differing(example: Example, expected: ExpectedDecision, { decision, moment }: Compared): readonly string[] {
  const { zone, playbook } = example
  const { action } = decision
  const pairs: readonly (readonly [string, Value | undefined, Value | null])[] = [
    ['at', instantText(expected.at, zone), instantText(decision.at, zone)],
    ['moment', moment, decision.moment],
    ['outcome', expected.outcome, decision.outcome],
    ['promise', expected.promise && qualified(expected.promise, decision.promise, playbook), decision.promise],
    ['version', expected.version, decision.version],
    ['occurrence', expected.occurrence, decision.occurrence.replace(`${SOURCE} `, '')],
    ['say', expected.say, action.do === 'say' ? action.template : null],
    ['ask', expected.ask?.join(', '), action.do === 'say' ? action.ask.join(', ') : null],
    ['class', expected.class, action.do === 'say' ? action.class : null],
    ['nudge', expected.nudge, action.do === 'nudge' ? action.silo : null],
    ['rung', expected.rung, action.do === 'nudge' ? action.rung : null],
    ['case', expected.case, action.do === 'case' ? action.kind : null],
    ['reason', expected.reason, decision.because.reason],
  ]
  const got = `${instantText(decision.at, zone)} ${decision.moment} ${decision.outcome} (${decision.because.reason})`
  return pairs
    .filter(([, want, is]) => want !== undefined && want !== is)
    .map(([field, want, is]) =>
      differenceAt(expected.place, `${field}: expected ${want}, got ${shown(is, action)}; decided was ${got}`),
    )
}

const shown = (is: Value | null, { do: does }: Action): string => (is === null ? `none (it would ${does})` : String(is))

const qualified = (name: string, is: string | null, playbook: string): string =>
  name === is ? name : `${playbook}.${name}`
