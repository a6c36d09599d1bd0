import type { CustomerId, Sha256 } from './subject.ts'

/** Hashing 64 KB at once costs a tenth of hashing customer by customer (0.3 against 3.2 µs each, 2026-11-22). */
const CHUNK = 64 * 1024

/**
 * A digest over many customers. Each of 256 buckets (the first two digits of the customer id) is a chain of SHA-256 over
 * its customers' canonical texts in ascending order of their ids; the digest is the SHA-256 of the 256 ends. So whoever
 * folds a whole bucket in order can do it alone, and any number of workers come to the same.
 */
export interface Digest {
  /** Customers of one bucket must come in ascending order; anything else is a mistake of the caller's. */
  add(customer: CustomerId, canonicalText: string): void
  /** 64 hex digits. */
  value(): string
}

interface Chain {
  last: CustomerId
  hash: string
  waiting: string[]
  size: number
}

export function startDigest(sha256: Sha256): Digest {
  const chains = new Map<string, Chain>()
  const close = (chain: Chain): void => {
    chain.hash = sha256(chain.hash + chain.waiting.join('\n'))
    chain.waiting = []
    chain.size = 0
  }
  return {
    add(customer, canonicalText) {
      const bucket = customer.slice(0, 2)
      let chain = chains.get(bucket)
      if (chain === undefined) chains.set(bucket, (chain = { last: '', hash: '', waiting: [], size: 0 }))
      if (customer <= chain.last) throw new Error(`the customer ${customer} came after ${chain.last}`)
      chain.last = customer
      chain.waiting.push(canonicalText)
      chain.size += canonicalText.length
      if (chain.size >= CHUNK) close(chain)
    },
    value() {
      const ends = [...chains].map(([bucket, { hash, waiting }]) => `${bucket} ${sha256(hash + waiting.join('\n'))}`)
      return sha256(ends.toSorted().join('\n'))
    },
  }
}
