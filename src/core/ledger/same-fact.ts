import { canonicalJson } from '../fact/canonical.ts'
import type { Fact } from '../fact/fact.ts'

/** The same but for when we heard it: what the source said has not changed. */
export function isSameFact(a: Fact, b: Fact): boolean {
  return (
    a.type === b.type &&
    a.subject === b.subject &&
    a.time === b.time &&
    a.origin === b.origin &&
    a.sequence === b.sequence &&
    canonicalJson(a.data) === canonicalJson(b.data)
  )
}
