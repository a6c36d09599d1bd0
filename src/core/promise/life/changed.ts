import type { CustomerPromise, PromiseVersion } from '../customer-promise.ts'

/**
 * The same promise but for what changed. Each spread makes objects of a form of its own, and code that meets several forms is compiled again and
 * runs slower: folding a fact of keep-informed took 3.0 µs of CPU with them, 2.7 without (bench/results/2026-11-22-replay.md).
 */
export const promiseWith = (
  promise: CustomerPromise,
  {
    playbookVersion = promise.playbookVersion,
    kind = promise.kind,
    owner = promise.owner,
    versions = promise.versions,
    holder = promise.holder,
    handOvers = promise.handOvers,
    estimate = promise.estimate,
    words = promise.words,
    notes = promise.notes,
    isCheck = promise.isCheck,
    children = promise.children,
  }: Partial<Omit<CustomerPromise, 'id' | 'rule' | 'key' | 'madeBy'>>,
): CustomerPromise => ({
  id: promise.id,
  rule: promise.rule,
  playbookVersion,
  key: promise.key,
  kind,
  owner,
  madeBy: promise.madeBy,
  versions,
  holder,
  handOvers,
  estimate,
  words,
  notes,
  isCheck,
  children,
})

/** The same version but for what changed; of one form, too. */
export const versionWith = (
  version: PromiseVersion,
  {
    state = version.state,
    settledAt = version.settledAt,
    curedAt = version.curedAt,
    withoutWork = version.withoutWork,
    cause = version.cause,
    evidence = version.evidence,
  }: Partial<Omit<PromiseVersion, 'n' | 'made' | 'dueFrom' | 'dueTo' | 'tellBy'>>,
): PromiseVersion => ({
  n: version.n,
  made: version.made,
  dueFrom: version.dueFrom,
  dueTo: version.dueTo,
  tellBy: version.tellBy,
  state,
  settledAt,
  curedAt,
  withoutWork,
  cause,
  evidence,
})
