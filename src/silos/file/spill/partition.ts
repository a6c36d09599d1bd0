import type { Fact } from '../../../core/fact/fact.ts'

/** `L` a line as it was read, not parsed yet; `F` a fact as this process knows it. */
export type Kind = 'L' | 'F'

/** A fact with its customer, while it waits for that customer's turn. */
export interface Held {
  /** 32 lowercase hexadecimal digits. */
  readonly customer: string
  readonly kind: Kind
  /** JSON when of kind `L` or read back from disk. */
  readonly body: string | Fact
  /** Where in its file it came from, from 1. */
  readonly line: number
}

/** A record is what `recordOf` made, without its line end. Each begins with the customer. */
export type Entry = Held | string

/** Some of the customers with all their facts, in the order they were added. */
export interface Partition {
  readonly entries: readonly Entry[]
  /** How many leading digits all of these customers share, at least. */
  readonly shared: number
}

// Ten bits. With 256 parts, 5 M customers took 404 MB and a third more time than 1 M: what waits in a part of 20 MB
// outlives the young generation. With 1,024 a part is 5 MB.
export const PARTITIONS = 1024
const CUSTOMER_LENGTH = 32
/** Each level skips two digits and looks at the next ten bits. */
export const MAX_DEPTH = 14

/** Which of 1,024 parts holds this customer; parts ascend as customers do, and share `sharedDigits(depth)` digits. */
export function partitionOf(customer: string, depth: number): number {
  const at = depth * 2
  const high = digit(customer.charCodeAt(at)) * 16 + digit(customer.charCodeAt(at + 1))
  return high * 4 + (digit(customer.charCodeAt(at + 2)) >> 2)
}

export const sharedDigits = (depth: number): number => depth * 2 + 2

/** `digits` hexadecimal digits of the customer as a number; at most 13 are exact. */
export function customerNumber(entry: Entry, from: number, digits: number): number {
  const text = typeof entry === 'string' ? entry : entry.customer
  let number = 0
  for (let at = from; at < from + digits; at++) number = number * 16 + digit(text.charCodeAt(at))
  return number
}

export const customerOf = (entry: Entry): string =>
  typeof entry === 'string' ? entry.slice(0, CUSTOMER_LENGTH) : entry.customer

export const isOf = (entry: Entry, customer: string): boolean =>
  typeof entry === 'string' ? entry.startsWith(customer) : entry.customer === customer

const digit = (code: number): number => (code <= 57 ? code - 48 : code - 87)

/** A fact on disk: one line. */
export const recordOf = ({ customer, kind, line, body }: Held): string =>
  `${customer}${kind}${line}\t${typeof body === 'string' ? body : JSON.stringify(body)}\n`

export function readEntry(entry: Entry): Held {
  return typeof entry === 'string' ? readRecord(entry) : entry
}

function readRecord(record: string): Held {
  const tab = record.indexOf('\t', CUSTOMER_LENGTH)
  return {
    customer: record.slice(0, CUSTOMER_LENGTH),
    kind: record[CUSTOMER_LENGTH] === 'F' ? 'F' : 'L',
    line: Number(record.slice(CUSTOMER_LENGTH + 1, tab)),
    body: record.slice(tab + 1),
  }
}
