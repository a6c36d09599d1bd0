/** Milliseconds since 1970-01-01T00:00:00Z. Whole numbers; the ledger knows nothing finer. */
export type Instant = number
/** Milliseconds. */
export type Duration = number
