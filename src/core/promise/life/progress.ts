import type { Fact } from '../../fact/fact.ts'
import { factRef } from '../../fact/fact.ts'
import type { Instant } from '../../time/instant.ts'
import type { CustomerPromise, SiloWord } from '../customer-promise.ts'
import { currentVersion } from '../customer-promise.ts'
import { promiseWith } from './changed.ts'
import { textField } from './versions.ts'

/** Another silo has it now. `from` may be missing: then it is whoever held it. The same silo again is no hand-over. */
export function handOver(promise: CustomerPromise, fact: Fact): CustomerPromise {
  const to = textField(fact, 'to')
  if (to === null || to === promise.holder) return promise
  const from = textField(fact, 'from') ?? promise.holder
  if (from === null) return promiseWith(promise, { holder: to })
  const step = { from, to, at: fact.time, fact: factRef(fact) }
  return promiseWith(promise, { holder: to, handOvers: [...promise.handOvers, step] })
}

/** What a silo now expects. `at` null: it will be late, and nobody says by how much. */
export function expectAt(promise: CustomerPromise, fact: Fact, at: Instant | null): CustomerPromise {
  const { n, dueTo } = currentVersion(promise)
  const word = {
    at,
    level: textField(fact, 'level'),
    reason: textField(fact, 'reason'),
    fact: factRef(fact),
    version: n,
  }
  const before = promise.estimate?.version === n ? promise.estimate : null
  if (before === null) return promiseWith(promise, { estimate: { ...word, changes: 0, worst: word } })
  const hasChanged = isLate(before, dueTo) !== isLate(word, dueTo)
  const worst = (word.at ?? Infinity) >= (before.worst.at ?? Infinity) ? word : before.worst
  return promiseWith(promise, { estimate: { ...word, changes: before.changes + (hasChanged ? 1 : 0), worst } })
}

const isLate = ({ at }: SiloWord, dueTo: Instant | null): boolean => at === null || (dueTo !== null && at > dueTo)

/** A person or a silo told the customer; it speaks of the version that stood then. */
export function recordWord(promise: CustomerPromise, fact: Fact): CustomerPromise {
  const word = { at: fact.time, version: currentVersion(promise).n, fact: factRef(fact) }
  return promiseWith(promise, { words: [...promise.words, word] })
}

/** Remembers when something a playbook asks about happened; the first time counts. */
export function note(promise: CustomerPromise, name: string, fact: Fact): CustomerPromise {
  if (promise.notes[name] !== undefined) return promise
  return promiseWith(promise, { notes: { ...promise.notes, [name]: fact.time } })
}
