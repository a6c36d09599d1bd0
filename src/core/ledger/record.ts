import { byTime } from '../fact/order.ts'
import type { CustomerPromise } from '../promise/customer-promise.ts'
import { begin, evolve, type Entry } from '../promise/evolve.ts'
import type { FoldContext } from '../promise/rule.ts'

/** All that was heard about one promise, in the order of time, and what it makes of it. */
export interface PromiseRecord {
  readonly key: string
  readonly entries: readonly Entry[]
  /** null: there is evidence about it, but nothing has made it yet. */
  readonly promise: CustomerPromise | null
  readonly promised: Entry | null
}

/**
 * The promise these entries make. Evidence earlier than the making counts: it is taken in, in its own order, right
 * after the making. Depends only on the set of entries, since they are ordered by time.
 */
export function foldRecord(key: string, entries: readonly Entry[], context: FoldContext): PromiseRecord {
  for (const entry of entries) {
    let promise = begin(entry, key, context)
    if (promise === null) continue
    for (const other of entries)
      if (other !== entry) promise = evolve({ promise, promised: entry.fact, context }, other)
    return { key, entries, promise, promised: entry }
  }
  return { key, entries, promise: null, promised: null }
}

/** One more entry: folded on when it is the latest, from the beginning when it came late. */
export function hearEntry(record: PromiseRecord, entry: Entry, context: FoldContext): PromiseRecord {
  const last = record.entries.at(-1)
  const isLatest = last === undefined || byTime(last.fact, entry.fact) <= 0
  if (isLatest && record.promise !== null && record.promised !== null) {
    const promise = evolve({ promise: record.promise, promised: record.promised.fact, context }, entry)
    return { key: record.key, entries: [...record.entries, entry], promise, promised: record.promised }
  }
  const entries = [...record.entries, entry]
  if (!isLatest) entries.sort((a, b) => byTime(a.fact, b.fact))
  return foldRecord(record.key, entries, context)
}
