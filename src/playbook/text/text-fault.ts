/** Thrown inside LiquidJS, which knows no other way to stop; caught where it is called and made a Problem. */
export class TextFault extends Error {
  readonly code: string
  readonly mend: string

  constructor(code: string, reason: string, mend: string) {
    super(reason)
    this.code = code
    this.mend = mend
  }
}

/** Our own fault below LiquidJS's wrapping of it. */
export function faultIn(error: unknown): TextFault | undefined {
  if (error instanceof TextFault) return error
  const inner =
    typeof error === 'object' && error !== null && 'originalError' in error ? error.originalError : undefined
  return inner === undefined ? undefined : faultIn(inner)
}
