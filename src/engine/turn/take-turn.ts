import { byHeard } from '../../core/fact/order.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { Decision } from '../../core/message/decision.ts'
import { advance } from '../../playbook/turn/advance.ts'
import { byInstant } from '../../playbook/replay.ts'
import { hear } from '../../playbook/turn/hear.ts'
import { versionAnchor, wakeAt } from '../../playbook/turn/turn.ts'
import { alreadyOtherwise } from '../accept/answers.ts'
import { receiptFate, type Sent } from '../send/receipt-fate.ts'
import { caseOfDecision } from './case-row.ts'
import type { Incoming } from '../accept/incoming.ts'
import { hearsIncident } from '../incident/hears-incident.ts'
import { aliasOf, learnPerson, type Known } from './known.ts'
import { forecastRows, jeopardyFact } from './forecasts.ts'
import { forget, isHeardByTurns } from './load.ts'
import { messageRow, type Wording } from './message-row.ts'
import { keepPerson, sealPersonal, type CardKeeping } from './card.ts'
import { changesByVersion, promiseKnown } from './promise-known.ts'
import { ownFact, promiseFact } from './promise-facts.ts'
import { decisionRow, factRow, promiseRow } from './rows.ts'
import type { StoredLook } from '../words/text-look.ts'
import type { Timing } from './timing.ts'
import { hearsRevoked, writeLink } from './visit-link.ts'
import type { Answer, Work } from '../accept/work.ts'

/** What a group's turns share: the time, what was heard before, and the rows they write. */
export interface Taking extends CardKeeping, Wording {
  readonly sha256: Sha256
  readonly timing: Timing
  /** Facts on record under an id that comes again, by ref, and what they said. It grows with the group. */
  readonly heardBefore: Map<string, number>
  /** The messages that receipts among them speak of. */
  readonly sent: Sent
}

/**
 * One subject's turn: what is new of its works is heard at one instant, what was planned for before is decided, and all
 * that follows becomes rows. The works' own rows and answers come in their order.
 */
export function takeTurn(known: Known, works: readonly Work[], taking: Taking): readonly (readonly Answer[])[] {
  const news: Incoming[] = []
  const answers = works.map(({ facts }) => facts.map((fact) => sort(fact, news, taking)))
  for (const { also } of works) also?.(taking.writes, taking.now)
  const { turn } = known
  turn.clock = taking.timing.clock
  if (news.length === 0) advance(turn, taking.now)
  else hearAll(known, news, taking)
  writeDown(known, taking)
  return answers
}

/** Whether it is news, was heard before, or says something else under an id that is taken. */
function sort(incoming: Incoming, news: Incoming[], { heardBefore }: Taking): Answer {
  const { content, ref, fact } = incoming
  if (content !== null) {
    const before = heardBefore.get(ref)
    if (before !== undefined && before !== content) return alreadyOtherwise(fact)
    if (before !== undefined) return { status: 'again' }
    heardBefore.set(ref, content)
  }
  news.push(incoming)
  return { status: 'accepted' }
}

function hearAll(known: Known, news: readonly Incoming[], taking: Taking): void {
  const dated = news
    .map((incoming) => ({ ...incoming, fact: { ...incoming.fact, heard: taking.timing.heard(known, incoming.fact) } }))
    .toSorted((a, b) => byHeard(a.fact, b.fact))
  nameIt(known, dated[0]?.fact, taking)
  for (const incoming of dated) {
    taking.writes.facts.push(factRow(known, incoming.fact, sealPersonal(known, incoming.personal, taking)))
    keepPerson(known, incoming, taking)
    learnPerson(known, incoming.fact)
    hearsIncident(known, incoming.fact, taking.writes)
    hearsRevoked(known, incoming.fact, taking.writes)
  }
  const heard = dated.flatMap(({ fact }) => (isHeardByTurns(fact.type, fact.origin) ? [fact] : []))
  for (const together of byInstant(heard)) hear(known.turn, together)
  for (const { fact } of dated) receiptFate(known, fact, taking)
}

function nameIt(known: Known, first: Fact | undefined, { writes }: Taking): void {
  if (known.isNamed || first === undefined) return
  known.isNamed = true
  const { bucket, subject } = known
  writes.aliases.push({ bucket, customer: subject, alias: first.subject, heard: first.heard })
}

/** Everything the turn came to, as rows; a case it opens is heard by it in turn. */
function writeDown(known: Known, taking: Taking): void {
  const { turn } = known
  const { writes, sha256 } = taking
  let written = 0
  while (written < turn.decisions.length) {
    const decided = turn.decisions.slice(written)
    written = turn.decisions.length
    writes.decisions.push(...decided.map((decision) => decisionRow(known, decision, sha256)))
    for (const decision of decided) if (decision.outcome === 'said') actOn(known, decision, taking)
  }
  writeChanges(known, taking)
  writeForecasts(known, taking)
  setTimer(known, taking)
  forget(turn)
}

function actOn(known: Known, decision: Decision, taking: Taking): void {
  if (decision.action.do !== 'case') {
    const row = messageRow(known, decision, taking)
    if (row === null) return
    taking.writes.messages.push(row)
    writeLink(known, row.look as StoredLook, taking)
    return
  }
  const row = caseOfDecision(known, decision, taking)
  taking.writes.cases.push(row)
  const stating = { about: aliasOf(known), heard: Math.max(taking.now, known.heard) }
  const data = { case: row.id, kind: row.kind, owner: decision.action.owner, about: row.about }
  const opened = ownFact(stating, { type: 'case.opened', id: `case.opened:${row.id}`, time: decision.at, data })
  taking.writes.facts.push(factRow(known, opened))
  hear(known.turn, [opened])
}

function writeChanges(known: Known, { writes, now }: Taking): void {
  const { turn, bucket, subject } = known
  const stating = { about: aliasOf(known), heard: Math.max(now, known.heard) }
  for (const dated of turn.changes) {
    const fact = promiseFact(stating, dated, known.seq + 1)
    if (fact !== null) writes.facts.push(factRow(known, fact))
    const { kind, promise, version } = dated.change
    if (kind === 'undone') writes.gone.push({ bucket, customer: subject, id: promise.id, version: version.n })
  }
  writes.gone.push(...known.gone.splice(0))
  const changed = changesByVersion(turn.changes)
  for (const id of turn.touched) {
    const promise = turn.published.get(id)
    if (promise === undefined) continue
    const before = known.written.get(id)
    for (const [index, version] of promise.versions.entries()) {
      if (before?.[index] === version && version.state !== 'broken') continue
      const news = { before: before?.[index] ?? null, changes: changed.get(versionAnchor(id, version.n)) ?? [] }
      writes.promises.push({ ...promiseRow(known, promise, version), ...promiseKnown(promise, version, news) })
    }
    known.written.set(id, promise.versions)
  }
}

function writeForecasts(known: Known, taking: Taking): void {
  const { turn } = known
  const { writes, now } = taking
  const stating = { about: aliasOf(known), heard: Math.max(now, known.heard) }
  const model = turn.forecaster?.model ?? null
  for (const crossing of turn.jeopardies)
    writes.facts.push(factRow(known, jeopardyFact(stating, crossing, { n: known.seq + 1, model })))
  writes.forecasts.push(...forecastRows(known, taking))
}

function setTimer(known: Known, { writes }: Taking): void {
  const wake = wakeAt(known.turn)
  if (wake === known.wake) return
  known.wake = wake
  const { bucket, kind, subject } = known
  if (wake === null) writes.idle.push({ bucket, subject_kind: kind, subject })
  else writes.timers.push({ bucket, subject_kind: kind, subject, wake })
}
