import { tmpdir } from 'node:os'
import { setImmediate } from 'node:timers/promises'

import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Failed } from './failed.ts'
import { type CustomersFacts, inOrder } from './in-order.ts'
import { type Held, type Partition, PARTITIONS, partitionOf } from './partition.ts'
import { openSpill, type Spill } from './spill.ts'
import type { SpillFile } from './spill-file.ts'
import { systemProblem } from './system-problem.ts'

export interface CollectSettings {
  /** Makes a fact of a line given to `addLine`; undefined when it is none, and the caller has noted why. */
  readonly parse: (text: string, line: number) => Fact | undefined
  /** The system's own when absent. */
  readonly tempFolder?: string
  /** Estimated bytes held before anything goes to disk; 120 MB when absent. */
  readonly memoryBudgetBytes?: number
  /** Where facts go beyond that; a file without a name when absent. */
  readonly openSpillFile?: (folder: string) => SpillFile
}

export interface ByCustomer {
  /** A line of JSON without its end, parsed only when its customer's turn comes. `customer`: 32 lowercase hex digits. */
  readonly addLine: (customer: string, text: string, line: number) => void
  readonly addFact: (customer: string, fact: Fact, line: number) => void
  /** Set once the disk has refused; what is added after that is dropped, so stop reading. */
  readonly failed: () => Problem | undefined
  /** Each customer once with all their facts, ascending by id, in batches of about 256 facts. Frees all when left. */
  readonly finish: () => AsyncGenerator<readonly CustomersFacts[] | Failed>
  /** Frees memory and disk; for whoever never calls `finish`. */
  readonly dispose: () => void
}

const BUDGET = 120 * 1024 * 1024
// About three times that when loaded as text and grouped; 5 M customers × 3 facts make parts of 20 MB.
const MAX_PARTITION_BYTES = 48 * 1024 * 1024

/**
 * Facts in any order → customers in ascending order, in bounded memory: up to the budget they are held, beyond it all go
 * to disk, divided by customer. Why not sorted runs and a merge: docs/adr/0004-sort-by-customer.md.
 */
export function collect(settings: CollectSettings): ByCustomer {
  const folder = settings.tempFolder ?? tmpdir()
  const budget = settings.memoryBudgetBytes ?? BUDGET
  let held: Held[][] = emptyParts()
  let estimate = 0
  let spill: Spill | undefined
  let failed: Problem | undefined

  function add(one: Held, bytes: number): void {
    if (failed !== undefined) return
    if (spill === undefined) {
      held[partitionOf(one.customer, 0)]?.push(one)
      estimate += bytes
      if (estimate <= budget) return
    }
    try {
      if (spill === undefined) startSpilling()
      else spill.write(one)
    } catch (error) {
      dispose()
      failed = systemProblem(folder, error, 0)
    }
  }

  function startSpilling(): void {
    const { openSpillFile } = settings
    const maxPartitionBytes = Math.min(budget, MAX_PARTITION_BYTES)
    spill = openSpill({ folder, maxPartitionBytes, ...(openSpillFile && { open: openSpillFile }) })
    for (const part of held) for (const one of part) spill.write(one)
    held = []
  }

  function dispose(): void {
    held = []
    spill?.close()
  }

  async function* finish(): AsyncGenerator<readonly CustomersFacts[] | Failed> {
    const partitions = spill === undefined ? emptying(held) : spill.partitions()
    try {
      for (;;) {
        const part = failed === undefined ? nextPart(partitions, folder) : { failed }
        if (part === undefined) return
        if ('failed' in part) return yield part
        yield* inOrder(part, settings.parse)
        // Once a part, so that timers and signals get their turn.
        await setImmediate()
      }
    } finally {
      dispose()
    }
  }

  return {
    addLine: (customer, text, line) => add({ customer, kind: 'L', body: text, line }, text.length + HELD_BYTES),
    addFact: (customer, fact, line) => add({ customer, kind: 'F', body: fact, line }, factBytes(fact)),
    failed: () => failed,
    finish,
    dispose,
  }
}

const emptyParts = (): Held[][] => Array.from({ length: PARTITIONS }, () => [])

function* emptying(parts: Held[][]): Generator<Partition> {
  for (const part of parts) yield { entries: part.splice(0), shared: 2 }
}

function nextPart(partitions: Generator<Partition>, folder: string): Partition | Failed | undefined {
  try {
    const { done, value } = partitions.next()
    return done === true ? undefined : value
  } catch (error) {
    return { failed: systemProblem(folder, error, 0) }
  }
}

// Measured on Node 20: an entry with its list slot and text header; a fact with empty data; a field of data.
const HELD_BYTES = 120
const FACT_BYTES = 500
const FIELD_BYTES = 60

/** An estimate: texts inside lists and objects are not walked. */
function factBytes(fact: Fact): number {
  let bytes = FACT_BYTES + fact.id.length + fact.subject.length
  for (const value of Object.values(fact.data)) bytes += FIELD_BYTES + (typeof value === 'string' ? value.length : 0)
  return bytes
}
