import { isReachable } from '../../playbook/expression/environment.ts'
import type { ScopeType } from '../../playbook/expression/field-type.ts'

export interface Columns {
  readonly names: readonly string[]
  readonly indexOf: ReadonlyMap<string, number>
  /** The columns as expressions name them, and where they stand. */
  readonly wordIndex: ReadonlyMap<string, number>
  readonly scope: ScopeType
}

/** The same with names that the mapping computes itself (`let`). */
export const withNames = (scope: ScopeType, names: readonly string[]): ScopeType => ({
  ...scope,
  ...Object.fromEntries(names.map((name) => [name, 'string' as const])),
})

/**
 * A column whose name is no word is reached in an expression with `_` for each other character: `Case ID` is `Case_ID`,
 * `type`, a word of CEL itself, is `type_`. Two that would share a word are not reached at all.
 */
export function columnsOf(names: readonly string[]): Columns {
  const words = names.map(wordOf)
  const indexOf = new Map(names.map((name, index) => [name, index]))
  const isOwn = (word: string, index: number): boolean =>
    word === names[index] || (!indexOf.has(word) && words.indexOf(word) === words.lastIndexOf(word))
  const reached = words.map((word, index) => [word, index] as const).filter(([word, index]) => isOwn(word, index))
  const scope = Object.fromEntries(reached.map(([word]) => [word, 'string' as const]))
  return { names, indexOf, wordIndex: new Map(reached), scope }
}

function wordOf(name: string): string {
  const word = name.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_')
  return isReachable(word) ? word : `${word}_`
}
