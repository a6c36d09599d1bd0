const FAILED: unique symbol = Symbol('failed')

/**
 * An evaluation without a value, with its reason: "due.to is missing". The symbol keeps it apart from everything a fact can
 * hold. It is returned, never thrown: most failures are a missing field, and throwing costs 20–30 µs.
 */
export interface Failed {
  readonly failed: string
  readonly [FAILED]: true
}

export const failed = (reason: string): Failed => ({ failed: reason, [FAILED]: true })

export const isFailed = (value: unknown): value is Failed =>
  typeof value === 'object' && value !== null && FAILED in value
