import type { CustomerId, Sha256 } from './subject.ts'

/** Hashing 64 KB at once costs a tenth of hashing customer by customer (0.3 against 3.2 µs each, 2026-11-22). */
const CHUNK = 64 * 1024

/**
 * A digest over many customers. Each of 256 buckets (the first two digits of the customer id) is a chain of SHA-256 over
 * its customers' canonical texts in ascending order of their ids; the digest is the SHA-256 of the 256 ends. So whoever
 * folds a whole bucket in order can do it alone, and any number of workers come to the same.
 */
export interface Digest {
  /** One bucket after the other, in each ascending; anything else is a mistake of the caller's. */
  add(customer: CustomerId, canonicalText: string): void
  /** 64 hex digits. */
  value(): string
}

/** A bucket that is being added to; what waits to be hashed is at most a chunk, and of one bucket only. */
interface Chain {
  readonly bucket: string
  last: CustomerId
  hash: string
  waiting: string[]
  size: number
}

export function startDigest(sha256: Sha256): Digest {
  const ends = new Map<string, string>()
  let chain: Chain = openChain('')
  const hashed = ({ hash, waiting }: Chain): string => sha256(hash + waiting.join('\n'))

  function turnTo(bucket: string, customer: CustomerId): void {
    if (chain.bucket !== '') ends.set(chain.bucket, hashed(chain))
    if (ends.has(bucket)) throw new Error(`the customer ${customer} came after another bucket`)
    chain = openChain(bucket)
  }

  return {
    add(customer, canonicalText) {
      const bucket = customer.slice(0, 2)
      if (bucket !== chain.bucket) turnTo(bucket, customer)
      if (customer <= chain.last) throw new Error(`the customer ${customer} came after ${chain.last}`)
      chain.last = customer
      chain.waiting.push(canonicalText)
      chain.size += canonicalText.length
      if (chain.size < CHUNK) return
      chain.hash = hashed(chain)
      chain.waiting = []
      chain.size = 0
    },
    value() {
      const last = chain.bucket === '' ? [] : [[chain.bucket, hashed(chain)] as const]
      return sha256(
        [...ends, ...last]
          .map(([bucket, end]) => `${bucket} ${end}`)
          .toSorted()
          .join('\n'),
      )
    },
  }
}

const openChain = (bucket: string): Chain => ({ bucket, last: '', hash: '', waiting: [], size: 0 })
