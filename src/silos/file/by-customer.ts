import { tmpdir } from 'node:os'
import { setImmediate } from 'node:timers/promises'

import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Failed } from './failed.ts'
import { type CustomersFacts, inOrder } from './in-order.ts'
import { type Held, type Partition, PARTITIONS, partitionOf, sharedDigits } from './spill/partition.ts'
import { openSpill, type Spill } from './spill/spill.ts'
import type { SpillFile } from './spill/spill-file.ts'
import { systemProblem } from './system-problem.ts'

export interface CollectSettings {
  /** Makes a fact of a line given to `addLine`; undefined when it is none, and the caller has noted why. */
  readonly parse: (text: string, line: number) => Fact | undefined
  /** The system's own when absent. */
  readonly tempFolder?: string
  /** Estimated bytes held before anything goes to disk; 80 MB when absent. */
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

// Boston's half-year (81,000 facts of a CSV) is estimated at 77 MB and stays in memory: spilling it takes a second of CPU. The process takes about four times
// the budget, since what is freed when spilling begins is collected late: 120 MB gave peaks of 310 to 470 MB.
const BUDGET = 80 * 1024 * 1024
// About three times that when loaded as text and grouped; 5 M customers × 3 facts make parts of 5 MB.
const MAX_PARTITION_BYTES = 24 * 1024 * 1024

/**
 * Facts in any order → customers in ascending order, in bounded memory: up to the budget they are held, beyond it all go
 * to disk, divided by customer. Sorted runs and a merge would write and read as much, and cost 1.2 µs a fact to order
 * (0.1 sorting, 1.1 merging 44 runs) against 0.4 here (bench/results, 2026-11-22).
 */
export function collect(settings: CollectSettings): ByCustomer {
  const kept: Kept = {
    settings,
    folder: settings.tempFolder ?? tmpdir(),
    budget: settings.memoryBudgetBytes ?? BUDGET,
    inMemory: Array.from({ length: PARTITIONS }, () => []),
    estimate: 0,
    spill: undefined,
    failed: undefined,
  }
  return {
    addLine: (customer, text, line) => keep(kept, { customer, kind: 'L', body: text, line }, text.length + HELD_BYTES),
    addFact: (customer, fact, line) => keep(kept, { customer, kind: 'F', body: fact, line }, factBytes(fact)),
    failed: () => kept.failed,
    finish: () => handOver(kept),
    dispose: () => release(kept),
  }
}

interface Kept {
  readonly settings: CollectSettings
  readonly folder: string
  readonly budget: number
  inMemory: Held[][]
  estimate: number
  spill: Spill | undefined
  failed: Problem | undefined
}

function keep(kept: Kept, held: Held, bytes: number): void {
  if (kept.failed !== undefined) return
  if (kept.spill === undefined) {
    kept.inMemory[partitionOf(held.customer, 0)]?.push(held)
    kept.estimate += bytes
    if (kept.estimate <= kept.budget) return
  }
  try {
    if (kept.spill === undefined) startSpilling(kept)
    else kept.spill.write(held)
  } catch (error) {
    release(kept)
    kept.failed = systemProblem(kept.folder, error, 0)
  }
}

function startSpilling(kept: Kept): void {
  const { folder, budget, inMemory } = kept
  const { openSpillFile } = kept.settings
  const maxPartitionBytes = Math.min(budget, MAX_PARTITION_BYTES)
  kept.spill = openSpill({ folder, maxPartitionBytes, ...(openSpillFile && { open: openSpillFile }) })
  for (const part of inMemory) for (const held of part.splice(0)) kept.spill.write(held)
}

async function* handOver(kept: Kept): AsyncGenerator<readonly CustomersFacts[] | Failed> {
  if (kept.failed !== undefined) return yield { failed: kept.failed }
  const partitions = kept.spill === undefined ? emptying(kept.inMemory) : kept.spill.partitions()
  try {
    for (;;) {
      const part = nextPart(partitions, kept.folder)
      if (part === undefined) return
      if ('failed' in part) return yield part
      yield* inOrder(part, kept.settings.parse)
      // Once a part, so that timers get their turn.
      await setImmediate()
    }
  } finally {
    partitions.return(undefined)
    release(kept)
  }
}

function release(kept: Kept): void {
  kept.inMemory = []
  kept.spill?.close()
}

function* emptying(parts: Held[][]): Generator<Partition> {
  for (const part of parts) if (part.length > 0) yield { entries: part.splice(0), shared: sharedDigits(0) }
}

function nextPart(partitions: Generator<Partition>, folder: string): Partition | Failed | undefined {
  try {
    const { done, value } = partitions.next()
    return done === true ? undefined : value
  } catch (error) {
    return { failed: systemProblem(folder, error, 0) }
  }
}

// Measured on Node 20: a line of 317 characters holds 528 bytes; a fact of the Boston file 844, estimated at 933.
const HELD_BYTES = 211
const FACT_BYTES = 500
const FIELD_BYTES = 60

/** An estimate: texts inside lists and objects are not walked. */
function factBytes({ id, subject, data }: Fact): number {
  let bytes = FACT_BYTES + id.length + subject.length
  for (const name in data) {
    const value = data[name]
    bytes += FIELD_BYTES + (typeof value === 'string' ? value.length : 0)
  }
  return bytes
}
