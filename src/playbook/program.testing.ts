import { createHash } from 'node:crypto'
import { problemLine } from '../core/document/problem.ts'
import type { Fact } from '../core/fact/fact.ts'
import { on } from '../core/fact/fact.testing.ts'
import { clock } from '../core/promise/promise.testing.ts'
import type { Decision } from '../core/message/decision.ts'
import { joinPlaybooks } from './compile/join.ts'
import { inSuccession } from './compile/succession.ts'
import { compilePlaybook, type CompiledPlaybook } from './compile/playbook.ts'
import type { Program } from './program.ts'
import { readPlaybook } from './read.ts'
import { replayCustomer } from './replay.ts'
import type { Turn } from './turn/turn.ts'

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

function compiled(text: string): CompiledPlaybook {
  const read = readPlaybook(text, 'test.yaml')
  const answer = 'problems' in read ? read : compilePlaybook(read.playbook, { holidays: new Map(), sha256 })
  if ('problems' in answer) throw new Error(answer.problems.map(problemLine).join('\n'))
  return answer.playbook
}

/** A program from playbooks written as YAML, without holidays. */
export const programOf = (...texts: readonly string[]): Program => joinPlaybooks(texts.map(compiled))

/** Versions of one playbook, oldest first, each with the hour of March 2026 at which it was published. */
export function publishedOf(...versions: readonly (readonly [since: string, text: string])[]): Program {
  const whole = inSuccession(versions.map(([since, text]) => ({ since: on(since), playbook: compiled(text) })))
  return joinPlaybooks(whole === undefined ? [] : [whole])
}

/** One customer in UTC, run to an hour of March 2026. */
export const runUntil = (until: string, program: Program, facts: readonly Fact[]): Turn =>
  replayCustomer({ program, zone: 'UTC', until: on(until) }, 'c', facts)

/** `4 17:00 heads_up held: no forecast`: a decision in few words; the moment by its last name. */
export const inShort = ({ at, moment, outcome, because }: Decision): string =>
  `${clock(at)} ${moment.split('.').at(-1)} ${outcome}: ${because.reason}`

export const decisionsOf = ({ decisions }: Turn): readonly string[] => decisions.map(inShort)
