import { splitAt } from './split.ts'
import { is, nameOf, type Group, type Node } from './tokens.ts'

/** Something rows are taken from: a table, a list of given rows, a query. */
export interface Source {
  /** By what its columns are called. */
  readonly alias: string
  /** null: a function or a query of its own. */
  readonly table: string | null
}

/** One source and how it was joined to those before it. */
export interface FromItem {
  readonly source: Source
  /** Only the joined rows are chosen by the condition; those on the left come whatever it says. */
  readonly isOuter: boolean
  /** Of `on`. */
  readonly on: readonly Node[]
  /** Columns of `using`. */
  readonly using: readonly string[]
}

const JOIN_WORDS = ['join', 'left', 'right', 'full', 'inner', 'cross', 'outer', 'natural']

/** What follows `from`, or the `using` of a delete. */
export const fromItems = (nodes: readonly Node[]): readonly FromItem[] =>
  splitAt(nodes, ',').flatMap((part) => joinsOf(part))

function joinsOf(nodes: readonly Node[]): readonly FromItem[] {
  const items: FromItem[] = []
  let [current, isOuter]: [Node[], boolean] = [[], false]
  const close = (): void => {
    if (current.length > 0) items.push(itemOf(current, isOuter))
    ;[current, isOuter] = [[], false]
  }
  for (const node of nodes) {
    if (!is(node, ...JOIN_WORDS)) {
      current.push(node)
      continue
    }
    // The first of `left outer join` ends what was before.
    if (current.length > 0) close()
    if (is(node, 'left', 'right', 'full')) isOuter = true
  }
  close()
  return items
}

function itemOf(nodes: readonly Node[], isOuter: boolean): FromItem {
  const at = nodes.findIndex((node) => is(node, 'on', 'using'))
  const [named, rest] = at < 0 ? [nodes, []] : [nodes.slice(0, at), nodes.slice(at + 1)]
  const isUsing = at >= 0 && is(nodes[at], 'using')
  const source = sourceOf(named)
  return { source, isOuter, on: isUsing ? [] : rest, using: isUsing ? namesIn(rest[0]) : [] }
}

/** `table`, `schema.table as t`, `function(…) as r(…)`, `(select …) x`. */
export function sourceOf(nodes: readonly Node[]): Source {
  const plain = nodes.filter((node) => !is(node, 'as', 'lateral', 'only'))
  const isQualified = is(plain[1], '.')
  const [first, ...rest] = isQualified ? plain.slice(2) : plain
  const isFunction = rest[0]?.kind === 'group'
  const name = nameOf(first)
  const alias = nameOf(rest.find((node) => nameOf(node) !== null)) ?? name ?? ''
  return { alias, table: isFunction ? null : name }
}

export const namesIn = (group: Node | undefined): readonly string[] =>
  group?.kind === 'group' ? (group satisfies Group).nodes.flatMap((node) => nameOf(node) ?? []) : []
