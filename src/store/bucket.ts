export const BUCKETS = 256

/** Where a subject is stored, for ever: a 32-bit hash of it modulo 256. Subjects are hashes, so their first 32 bits are one. */
export const bucketOf = (subject: string): number => Number.parseInt(subject.slice(0, 8), 16) % BUCKETS

export const ALL_BUCKETS: readonly number[] = Array.from({ length: BUCKETS }, (_, bucket) => bucket)
