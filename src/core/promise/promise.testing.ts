import type { Fact, FactData } from '../fact/fact.ts'
import { given, on, text, type FactParts } from '../fact/fact.testing.ts'
import { asOf } from '../ledger/as-of.ts'
import { hearFact, openLedger, type Ledger } from '../ledger/ledger.ts'
import { parseInstant, type Instant } from '../time/instant.ts'
import type { Clause, Role } from './clause.ts'
import type { CustomerPromise, PromiseVersion } from './customer-promise.ts'
import type { PromiseRule } from './rule.ts'

const textIn = (data: FactData, name: string): string | null => {
  const value = data[name]
  return typeof value === 'string' ? value : null
}

const instantIn = (data: FactData, name: string): Instant | null => {
  const value = textIn(data, name)
  return value === null ? null : (parseInstant(value) ?? null)
}

/** A promise whose terms stand in the fact: `due_from` and `due`, or neither. */
export const statedRule: PromiseRule = {
  id: 'test.stated',
  versions: [{ version: 'test@1', since: -Infinity }],
  until: Infinity,
  to: null,
  grace: 0,
  standing: null,
  needs: [],
  kind: ({ data }) => textIn(data, 'kind') ?? 'stated',
  owner: ({ data }) => textIn(data, 'owner') ?? '',
  due: ({ data }) => ({ from: instantIn(data, 'due_from'), to: instantIn(data, 'due') }),
  tellBy: null,
}

const ROLES: readonly (readonly [string, Role])[] = [
  ['promise.made', 'made'],
  ['promise.moved', 'moved'],
  ['promise.kept', 'kept'],
  ['promise.broken', 'broken'],
  ['promise.withdrawn', 'ended'],
  ['promise.disputed', 'disputed'],
  ['complaint.rejected', 'reopened'],
  ['credit.applied', 'cured'],
  ['bill.drafted', 'checked'],
  ['work.progressed', 'expected'],
  ['work.handed-over', 'handed-over'],
  ['customer.told', 'told'],
  ['crew.arrived', 'noted'],
]

const keyOf = ({ data }: Fact): string | undefined => textIn(data, 'promise') ?? undefined

const clauseOf = (rule: PromiseRule, role: Role): Clause => ({
  rule,
  role,
  key: keyOf,
  when: null,
  ...(role === 'expected' ? { expected: ({ data }: Fact) => instantIn(data, 'expected') } : {}),
})

export const ledgerOf = (facts: readonly Fact[], rule: PromiseRule = statedRule): Ledger => {
  const clauses = new Map(ROLES.map(([type, role]) => [type, [clauseOf(rule, role)]]))
  const ledger = openLedger({ customer: 'c', clauses, zone: 'UTC' })
  for (const fact of facts) hearFact(ledger, fact)
  return ledger
}

/** The promise `p` as these facts make it, whatever the hour. */
export function promiseOf(facts: readonly Fact[], rule?: PromiseRule): CustomerPromise {
  const promise = ledgerOf(facts, rule).records.get('test.stated/p')?.promise
  if (promise === null || promise === undefined) throw new Error('these facts make no promise')
  return promise
}

/** The promise `p` as one may speak of it at that hour. */
export const promiseAt = (now: string, facts: readonly Fact[], rule?: PromiseRule): CustomerPromise =>
  asOf(promiseOf(facts, rule), on(now))

/** `broken 4 17:00 cured 5 09:00`: how each version stands, in few words. */
export const standing = ({ versions }: CustomerPromise): readonly string[] => versions.map(standingOf)

export function standingOf({ state, settledAt, curedAt }: PromiseVersion): string {
  const cured = curedAt === null ? '' : ` cured ${clock(curedAt)}`
  return settledAt === null ? state : `${state} ${clock(settledAt)}${cured}`
}

/** The inverse of `on`. */
export function clock(instant: Instant): string {
  const first = on('1 00:00')
  const minutes = Math.floor((instant - first) / 60_000)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${Math.floor(minutes / 1440) + 1} ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
}

type Told = (time: string, data?: FactData, parts?: FactParts) => Fact

const about =
  (type: string): Told =>
  (time, data = {}, parts = {}) =>
    given(type, time, { promise: 'p', ...data }, parts)

/** Due at an instant. */
export const made = (time: string, due: string, data: FactData = {}, parts: FactParts = {}): Fact =>
  about('promise.made')(time, { due: text(due), ...data }, parts)
export const moved = (time: string, due: string, data: FactData = {}, parts: FactParts = {}): Fact =>
  about('promise.moved')(time, { due: text(due), ...data }, parts)
export const kept = about('promise.kept')
export const broken = about('promise.broken')
export const withdrawn = about('promise.withdrawn')
export const disputed = about('promise.disputed')
export const rejected = about('complaint.rejected')
export const credited = about('credit.applied')
export const progressed = about('work.progressed')
export const handedOver = about('work.handed-over')
export const told = about('customer.told')
export const arrived = about('crew.arrived')
