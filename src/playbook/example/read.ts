import type { Place, Problem } from '../../core/document/problem.ts'
import { checkShape } from '../../core/document/shape.ts'
import { readYaml, type YamlDocument } from '../../core/document/yaml.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Instant } from '../../core/time/instant.ts'
import { zone, type Zone } from '../../core/time/zone.ts'
import { examplesShape, type ExampleShape, type ExpectedShape } from './examples-shape.ts'
import { givenFacts, instantAt, type Reading } from './given-facts.ts'

/** A decision an example expects; what it leaves out is not compared. */
export interface ExpectedDecision extends Omit<ExpectedShape, 'at'> {
  readonly at: Instant
  readonly place: Place
}

/** What an example says of one promise version: `<promise>/<key>`, with `#n` when not the latest. */
export interface ExpectedOfPromise {
  readonly name: string
  readonly value: string
  readonly place: Place
}

/** One example, ready to run. */
export interface Example {
  readonly says: string
  readonly place: Place
  /** The playbook it belongs to: its names need no prefix. */
  readonly playbook: string
  readonly playbooks: readonly string[]
  readonly zone: Zone
  readonly facts: readonly Fact[]
  readonly until: Instant
  readonly expect: readonly ExpectedDecision[]
  readonly promises: readonly ExpectedOfPromise[]
  readonly told: readonly ExpectedOfPromise[]
}

export type ReadExamples = { readonly examples: readonly Example[] } | { readonly problems: readonly Problem[] }

/** Reads a playbook's `examples.yaml`: with any error in it, none of its examples is run. */
export function readExamples(text: string, file: string, playbook: string): ReadExamples {
  const read = readYaml(text, file)
  if ('problems' in read) return read
  const { document } = read
  const shaped = checkShape(examplesShape, document, '`troth playbook schema examples`')
  if ('problems' in shaped) return shaped
  const problems: Problem[] = []
  const examples = shaped.value.map((shape, index) => exampleOf({ document, problems, playbook }, shape, index))
  return problems.some(({ level }) => level === 'error') ? { problems } : { examples }
}

interface File {
  readonly document: YamlDocument
  readonly problems: Problem[]
  readonly playbook: string
}

function exampleOf({ document, problems, playbook }: File, shape: ExampleShape, index: number): Example {
  const where = zone(shape.zone)
  if (where === undefined) {
    const reason = `There is no time zone ${shape.zone}.`
    const mend = 'Write its IANA name, like Europe/London.'
    problems.push({ level: 'error', code: 'unknown-zone', place: document.placeOf([index, 'zone']), reason, mend })
  }
  const reading: Reading = { document, problems, zone: where ?? utc() }
  return {
    says: shape.example,
    place: document.placeOf([index]),
    playbook,
    playbooks: shape.playbooks ?? [],
    zone: reading.zone,
    facts: givenFacts(reading, shape.given, [index, 'given']),
    until: instantAt(reading, shape.until, [index, 'until']),
    expect: shape.expect.map((written, nth) => {
      const path = [index, 'expect', nth]
      return { ...written, at: instantAt(reading, written.at, [...path, 'at']), place: document.placeOf(path) }
    }),
    promises: namedIn(document, shape.promises, [index, 'promises']),
    told: namedIn(document, shape.told, [index, 'told']),
  }
}

const namedIn = (
  document: YamlDocument,
  written: Readonly<Record<string, string>> | undefined,
  path: readonly (string | number)[],
): readonly ExpectedOfPromise[] =>
  Object.entries(written ?? {}).map(([name, value]) => ({ name, value, place: document.placeOfKey([...path, name]) }))

function utc(): Zone {
  const found = zone('UTC')
  if (found === undefined) throw new Error('this runtime has no UTC')
  return found
}
