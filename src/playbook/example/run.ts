import { nearest } from '../../core/document/near.ts'
import type { Place } from '../../core/document/problem.ts'
import { joinPlaybooks } from '../compile/join.ts'
import type { CompiledPlaybook } from '../compile/playbook.ts'
import type { Program } from '../program.ts'
import { replayCustomer } from '../replay.ts'
import { compareDecisions, differenceAt } from './compare-decisions.ts'
import { comparePromises } from './compare-promises.ts'
import type { Example } from './read.ts'

/** Differences are lines for a person, each with its place: what was expected, and what came. */
export type ExampleResult = { readonly passed: true } | { readonly differences: readonly string[] }

export interface RanExample {
  readonly says: string
  readonly place: Place
  readonly result: ExampleResult
}

/** Runs an example's facts through a program in virtual time and compares all that was decided. */
export function runExample(program: Program, example: Example): ExampleResult {
  const { facts, until, zone, place } = example
  const turn = replayCustomer({ program, zone: zone.name, until }, 'customer:1', facts)
  const refused = turn.refused.map(({ id }) =>
    differenceAt(place, `the fact ${id} is given twice with different content, and was refused`),
  )
  const decisions = compareDecisions(example, turn.decisions, momentsOf(program))
  const differences = [...refused, ...decisions, ...comparePromises(example, turn)]
  return differences.length === 0 ? { passed: true } : { differences }
}

/** Runs each example with its own playbook and those it names; what is not at hand is a difference too. */
export function runExamples(
  examples: readonly Example[],
  playbooks: ReadonlyMap<string, CompiledPlaybook>,
): readonly RanExample[] {
  const programs = new Map<string, Program>()
  return examples.map((example) => {
    const { says, place } = example
    const names = [...new Set([example.playbook, ...example.playbooks])]
    const unknown = names.filter((name) => !playbooks.has(name))
    if (unknown.length > 0) {
      const differences = unknown.map((name) => differenceAt(place, unknownPlaybook(name, [...playbooks.keys()])))
      return { says, place, result: { differences } }
    }
    const key = names.join(' ')
    const program = programs.get(key) ?? joinPlaybooks(names.flatMap((name) => playbooks.get(name) ?? []))
    programs.set(key, program)
    return { says, place, result: runExample(program, example) }
  })
}

function unknownPlaybook(name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  return `there is no playbook ${name} here. ${near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${near}?`}`
}

function momentsOf({ moments, factMoments }: Program): ReadonlySet<string> {
  const ofRules = [...moments.values()].flatMap(({ life, clock, jeopardy, wordDue }) => [
    ...[...life.values()].flat(),
    ...clock,
    ...jeopardy,
    ...wordDue,
  ])
  const onFacts = [...factMoments.values()].flat().map(({ moment }) => moment)
  return new Set([...ofRules, ...onFacts].map(({ id }) => id))
}
