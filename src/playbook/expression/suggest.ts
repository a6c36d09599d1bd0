import { nearest } from '../../core/document/near.ts'

const SHOWN = 12

/** `Did you mean step?`, else what there is to choose from. */
export function suggestion(name: string, candidates: readonly string[], kind: string): string {
  const near = nearest(name, candidates)
  if (near !== undefined) return `Did you mean ${near}?`
  if (candidates.length === 0) return `There are no ${kind}s to choose from.`
  const more = candidates.length > SHOWN ? ', …' : ''
  return `Use one of: ${candidates.slice(0, SHOWN).join(', ')}${more}.`
}
