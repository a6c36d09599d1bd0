import type { Fact } from '../../core/fact/fact.ts'
import {
  customerNumber,
  customerOf,
  isOf,
  type Entry,
  type Held,
  type Partition,
  readEntry,
} from './spill/partition.ts'

export interface CustomersFacts {
  /** 32 lowercase hexadecimal digits. */
  readonly customer: string
  /** In the order they were added. */
  readonly facts: readonly Fact[]
  /** `lines[i]` is the line of `facts[i]` in its file. */
  readonly lines: readonly number[]
}

type Parse = (text: string, line: number) => Fact | undefined

// With 2,000 twice the time went to garbage collection: a batch outlives the young generation.
const BATCH_FACTS = 256

/** Groups a partition by customer and hands the customers over ascending; only one batch is parsed at a time. */
export function* inOrder(partition: Partition, parse: Parse): Generator<readonly CustomersFacts[]> {
  let batch: CustomersFacts[] = []
  let facts = 0
  for (const group of groups(partition)) {
    const parsed = parsedGroup(group, parse)
    if (parsed.facts.length === 0) continue
    batch.push(parsed)
    facts += parsed.facts.length
    if (facts < BATCH_FACTS) continue
    yield batch
    batch = []
    facts = 0
  }
  if (batch.length > 0) yield batch
}

/**
 * Sorts numbers made of the customer's next digits and the entry's place: a typed array sorts 20 times faster than texts
 * do (1.6 µs a fact), and equal customers stay in the order they were added.
 */
function groups({ entries, shared }: Partition): readonly (readonly Entry[])[] {
  const placeBits = Math.ceil(Math.log2(entries.length + 1))
  const digits = Math.min(32 - shared, Math.floor((52 - placeBits) / 4))
  const places = 2 ** placeBits
  const keys = new Float64Array(entries.length)
  let place = 0
  for (const entry of entries) {
    keys[place] = customerNumber(entry, shared, digits) * places + place
    place += 1
  }
  keys.sort()
  return runsOf(entries, keys, places).flatMap(oneCustomerEach)
}

/** Entries whose keys are equal but for their place. */
function runsOf(entries: readonly Entry[], keys: Float64Array, places: number): readonly Entry[][] {
  const runs: Entry[][] = []
  let run: Entry[] = []
  let runNumber = -1
  for (const key of keys) {
    const number = Math.floor(key / places)
    const entry = entries[key - number * places]
    if (entry === undefined) continue
    if (number === runNumber) run.push(entry)
    else {
      run = [entry]
      runs.push(run)
    }
    runNumber = number
  }
  return runs
}

/** A run whose next digits are equal is nearly always one customer's. */
function oneCustomerEach(run: readonly Entry[]): readonly (readonly Entry[])[] {
  const first = run[0] === undefined ? '' : customerOf(run[0])
  if (run.length === 1 || run.every((entry) => isOf(entry, first))) return [run]
  const byCustomer = new Map<string, Entry[]>()
  for (const entry of run) {
    const customer = customerOf(entry)
    const group = byCustomer.get(customer)
    if (group === undefined) byCustomer.set(customer, [entry])
    else group.push(entry)
  }
  return [...byCustomer.keys()].sort().map((customer) => byCustomer.get(customer) ?? [])
}

function parsedGroup(group: readonly Entry[], parse: Parse): CustomersFacts {
  const facts: Fact[] = []
  const lines: number[] = []
  let customer = ''
  for (const entry of group) {
    const held = readEntry(entry)
    customer = held.customer
    const fact = factOf(held, parse)
    if (fact === undefined) continue
    facts.push(fact)
    lines.push(held.line)
  }
  return { customer, facts, lines }
}

function factOf({ body, kind, line }: Held, parse: Parse): Fact | undefined {
  if (typeof body !== 'string') return body
  // What this process wrote to disk a moment ago is trusted.
  return kind === 'L' ? parse(body, line) : (JSON.parse(body) as Fact)
}
