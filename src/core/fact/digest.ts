import type { Sha256 } from './subject.ts'

const MASK = (1n << 256n) - 1n

/**
 * A digest over many customers that does not depend on their order or on who folded them: the sum modulo 2^256 of the
 * SHA-256 of each one's canonical text (Bellare and Micciancio's AdHash, 1997). It finds differences; it does not
 * withstand somebody who searches for a collision.
 */
export interface Digest {
  add(canonicalText: string): void
  /** 64 hex digits. */
  value(): string
}

export function startDigest(sha256: Sha256): Digest {
  let sum = 0n
  return {
    add(canonicalText) {
      sum = (sum + BigInt(`0x${sha256(canonicalText)}`)) & MASK
    },
    value: () => sum.toString(16).padStart(64, '0'),
  }
}
