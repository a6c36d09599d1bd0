import { RE2JS } from '@bufbuild/re2'

/** A compiled pattern; linear in the text, whatever the pattern: `(a+)+$` cannot hang a turn. */
export type Pattern = RE2JS

export { RE2JS as PatternType }

/** A counted repeat such as `(a{0,100}){9}` unrolls into a long program, and each step of the text may walk all of it. */
export const sizeOf = (pattern: Pattern): number => pattern.re2().prog.numInst()

/** The compiled pattern, or why it cannot be read. */
export function patternOf(source: string): Pattern | string {
  try {
    return RE2JS.compile(source)
  } catch (error) {
    // The library reports a bad pattern by throwing and offers no other way to ask.
    return error instanceof Error ? error.message : 'not a pattern'
  }
}
