import { toldOfVersion } from '../playbook/turn/told.ts'
import { toFactEvent } from '../wire/fact-event.ts'
import { decisionId, type Decision } from '../core/message/decision.ts'
import type { CustomerPromise, PromiseVersion } from '../core/promise/customer-promise.ts'
import { formatInstant, type Instant } from '../core/time/instant.ts'
import type { Zone } from '../core/time/zone.ts'
import { sha256 } from './playbooks.ts'
import { versionAnchor, type JeopardyCrossing } from '../playbook/turn/turn.ts'
import type { ReplayedCustomer } from './replay-file.ts'
import { localTime } from './times.ts'

/** A promise, and the whole of its customer's past. */
export interface Found {
  readonly promise: CustomerPromise
  readonly replayed: ReplayedCustomer
}

const decisionsOf = ({ promise, replayed }: Found): readonly Decision[] =>
  replayed.turn.decisions.filter((decision) => decision.promise === promise.id)

const iso = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant))

/** A promise as JSON, with its evidence in full and what was decided about it. */
export function promiseRecord(found: Found): object {
  const { promise, replayed } = found
  const { turn } = replayed
  const facts = new Set(promise.versions.flatMap(({ evidence }) => evidence.map(({ fact }) => fact)))
  return {
    id: promise.id,
    customer: turn.customer,
    key: promise.key,
    kind: promise.kind,
    owner: promise.owner,
    to: promise.rule.to,
    madeBy: promise.madeBy,
    playbookVersion: promise.playbookVersion,
    versions: promise.versions.map((version) => versionRecord(found, version)),
    holder: promise.holder,
    handOvers: promise.handOvers.map((step) => ({ ...step, at: iso(step.at) })),
    decisions: decisionsOf(found).map((decision) => ({
      id: decisionId(decision, sha256),
      moment: decision.moment,
      outcome: decision.outcome,
      at: iso(decision.at),
      reason: decision.because.reason,
    })),
    facts: [...facts].flatMap((ref) => {
      const fact = turn.ledger.facts.get(ref)
      return fact === undefined ? [] : [toFactEvent(fact)]
    }),
  }
}

function versionRecord(found: Found, version: PromiseVersion): object {
  const { promise, replayed } = found
  const { n, state, cause, withoutWork } = version
  return {
    n,
    state,
    made: iso(version.made),
    dueFrom: iso(version.dueFrom),
    dueTo: iso(version.dueTo),
    tellBy: iso(version.tellBy),
    settledAt: iso(version.settledAt),
    curedAt: iso(version.curedAt),
    told: state === 'broken' ? toldOfVersion(replayed.turn, promise, version) : null,
    cause,
    withoutWork,
    forecast: forecastRecord(found, version),
    evidence: version.evidence.map((one) => ({ ...one, time: iso(one.time) })),
  }
}

function forecastRecord(found: Found, version: PromiseVersion): object | null {
  const stated = statedOf(found, version)
  if (stated === undefined) return null
  const { level, probability, expected, reason } = stated.forecast
  const model = found.replayed.turn.forecaster?.model ?? null
  return { level, probability, expected: iso(expected), reason, model, at: iso(stated.at) }
}

/** The same for a person, a line each. */
export function printPromise(found: Found, zone: Zone): readonly string[] {
  const { promise, replayed } = found
  const of = promise.rule.to === null ? '' : `, promised to ${promise.rule.to}`
  const lines = [`${promise.id}  ${promise.kind}, owned by ${promise.owner}${of}, judged by ${promise.playbookVersion}`]
  for (const version of promise.versions) lines.push(...versionLines(found, version, zone))
  for (const { from, to, at } of promise.handOvers)
    lines.push(`  ${localTime(zone, at)}  handed over from ${from} to ${to}`)
  const decisions = decisionsOf(found)
  if (decisions.length > 0) lines.push('  Decisions (troth explain ID FILE tells more)')
  for (const decision of decisions) {
    const { moment, outcome, at, because } = decision
    lines.push(
      `    ${decisionId(decision, sha256)}  ${localTime(zone, at)}  ${outcome.padEnd(10)}  ${moment}: ${because.reason}`,
    )
  }
  return [...lines, ...childLines(promise, replayed, zone), '']
}

/** What was last stated of an open version: with its level, and the time the customer was given last. */
function statedOf({ promise, replayed }: Found, { n, state }: PromiseVersion): JeopardyCrossing | undefined {
  if (state !== 'open') return undefined
  const { jeopardies, sayings } = replayed.turn
  const crossed = jeopardies.findLast((one) => one.promise.id === promise.id && one.version.n === n)
  const told = sayings.get(versionAnchor(promise.id, n))?.at(-1)
  if (crossed === undefined || told === undefined || told.at <= crossed.at) return crossed
  return { ...crossed, forecast: { ...crossed.forecast, expected: told.expected } }
}

function forecastLines(found: Found, version: PromiseVersion, zone: Zone): readonly string[] {
  const stated = statedOf(found, version)
  if (stated === undefined || stated.forecast.level === 'none') return []
  const { level, probability, expected, reason } = stated.forecast
  const chance = probability === null ? '' : `, ${Math.round(probability * 100)} % will break`
  const when = expected === null ? '' : `, expected ${localTime(zone, expected)}`
  return [`    in jeopardy (${level}) since ${localTime(zone, stated.at)}${chance}${when}: ${reason}`]
}

function versionLines({ promise, replayed }: Found, version: PromiseVersion, zone: Zone): readonly string[] {
  const time = (instant: Instant | null): string => localTime(zone, instant)
  const window = version.dueFrom === null ? time(version.dueTo) : `${time(version.dueFrom)} to ${time(version.dueTo)}`
  const told =
    version.state === 'broken' ? `, ${toldOfVersion(replayed.turn, promise, version).replaceAll('-', ' ')}` : ''
  const cured =
    version.state !== 'broken' ? '' : version.curedAt === null ? ', outstanding' : `, cured ${time(version.curedAt)}`
  const settled = version.settledAt === null ? '' : ` ${time(version.settledAt)}`
  const paper = version.withoutWork ? ', without work' : ''
  return [
    `  Version ${version.n}: ${version.state}${settled}${told}${cured}${paper}`,
    `    made ${time(version.made)}, due ${window}, tell-by ${time(version.tellBy)}`,
    ...forecastLines({ promise, replayed }, version, zone),
    ...version.evidence.map(({ as, fact, time: at }) => {
      const heard = replayed.turn.ledger.facts.get(fact)
      return `    ${time(at)}  ${as.padEnd(10)}  ${heard?.type ?? ''}  ${fact}`
    }),
  ]
}

function childLines(promise: CustomerPromise, replayed: Found['replayed'], zone: Zone): readonly string[] {
  return promise.children.flatMap((child) => [
    `  Check ${child.key}`,
    ...child.versions.flatMap((version) => versionLines({ promise: child, replayed }, version, zone)),
  ])
}
