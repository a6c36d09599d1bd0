import { is, type Node } from './tokens.ts'

/** Cut at each of these words, which are left out. */
export function splitAt(nodes: readonly Node[], ...words: readonly string[]): readonly (readonly Node[])[] {
  const parts: Node[][] = [[]]
  for (const node of nodes) {
    if (is(node, ...words)) parts.push([])
    else parts.at(-1)?.push(node)
  }
  return parts
}

export interface Clause {
  /** The word it begins with; '' before the first. */
  readonly word: string
  readonly nodes: readonly Node[]
}

/** Cut before each of these words. `is distinct from` begins no clause. */
export function clausesOf(nodes: readonly Node[], words: readonly string[]): readonly Clause[] {
  const clauses: { word: string; nodes: Node[] }[] = [{ word: '', nodes: [] }]
  nodes.forEach((node, at) => {
    const isDistinctFrom = is(node, 'from') && is(nodes[at - 1], 'distinct')
    if (is(node, ...words) && !isDistinctFrom && 'text' in node)
      clauses.push({ word: node.text.toLowerCase(), nodes: [] })
    else clauses.at(-1)?.nodes.push(node)
  })
  return clauses
}
