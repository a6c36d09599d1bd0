import { fromItems, namesIn, sourceOf, type FromItem, type Source } from './from-items.ts'
import { clausesOf, splitAt } from './split.ts'
import { is, nameOf, type Node } from './tokens.ts'

/** One `select`, `insert`, `update` or `delete`, without the queries inside it. */
export interface Block {
  readonly verb: 'select' | 'insert' | 'update' | 'delete'
  /** What it writes to. */
  readonly into: string | null
  /** Columns an insert names; null: it names none. */
  readonly columns: readonly string[] | null
  readonly from: readonly FromItem[]
  readonly where: readonly Node[]
  /** Sources of the queries around it: their columns may be used as given. */
  readonly around: readonly Source[]
  /** Names of `with` queries it may read; they are no tables. */
  readonly withNames: readonly string[]
}

interface Around {
  readonly sources: readonly Source[]
  readonly withNames: readonly string[]
}

const NOTHING_AROUND: Around = { sources: [], withNames: [] }
const VERBS = ['select', 'insert', 'update', 'delete', 'values', 'with']
const SELECT_CLAUSES = ['from', 'where', 'group', 'having', 'window', 'order', 'limit', 'offset', 'for']
const CHANGE_CLAUSES = ['set', 'from', 'using', 'where', 'returning']

/** Every block of a statement, those inside others too; null: it is not one of the four verbs. */
export function blocksOf(nodes: readonly Node[]): readonly Block[] | null {
  // A cursor is the query it is declared for.
  const isCursor = is(nodes[0], 'declare')
  const query = isCursor ? nodes.slice(nodes.findIndex((node) => is(node, 'for')) + 1) : nodes
  return is(query[0], ...VERBS) ? read(query, NOTHING_AROUND) : null
}

function read(nodes: readonly Node[], around: Around): readonly Block[] {
  if (!is(nodes[0], 'with'))
    return splitAt(nodes, 'union', 'intersect', 'except').flatMap((part) => readOne(part, around))
  const start = nodes.findIndex((node) => is(node, 'select', 'insert', 'update', 'delete', 'values'))
  const blocks: Block[] = []
  let withNames = around.withNames
  for (const part of splitAt(nodes.slice(1, start), ',')) {
    const named = part.filter((node) => !is(node, 'recursive'))
    const [name, body] = [nameOf(named[0]), named.findLast((node) => node.kind === 'group')]
    if (name !== null) withNames = [...withNames, name]
    if (body?.kind === 'group') blocks.push(...read(body.nodes, { ...around, withNames }))
  }
  return [...blocks, ...read(nodes.slice(start), { ...around, withNames })]
}

function readOne(nodes: readonly Node[], around: Around): readonly Block[] {
  const [verb, ...rest] = nodes.filter((node, at) => !(at === 0 && is(node, 'all', 'distinct')))
  if (is(verb, 'insert')) return readInsert(rest.slice(1), around)
  if (is(verb, 'select')) return readSelect(rest, around)
  if (is(verb, 'update')) return readChange('update', rest, around)
  if (is(verb, 'delete')) return readChange('delete', rest.slice(1), around)
  return inside(nodes, around)
}

function readSelect(nodes: readonly Node[], around: Around): readonly Block[] {
  const clauses = clausesOf(nodes, SELECT_CLAUSES)
  const from = fromItems(clauses.find(({ word }) => word === 'from')?.nodes ?? [])
  const where = clauses.find(({ word }) => word === 'where')?.nodes ?? []
  return withInner({ verb: 'select', into: null, columns: null, from, where }, { nodes, around })
}

function readChange(verb: 'update' | 'delete', nodes: readonly Node[], around: Around): readonly Block[] {
  const [head, ...clauses] = clausesOf(nodes, CHANGE_CLAUSES)
  const own = sourceOf(head?.nodes ?? [])
  const given = clauses.find(({ word }) => word === (verb === 'update' ? 'from' : 'using'))?.nodes ?? []
  const from = [{ source: own, isOuter: false, on: [], using: [] }, ...fromItems(given)]
  const where = clauses.find(({ word }) => word === 'where')?.nodes ?? []
  return withInner({ verb, into: own.table, columns: null, from, where }, { nodes, around })
}

/** `into` is gone already: table [as alias] [(columns)], a query, on conflict …, returning …. */
function readInsert(nodes: readonly Node[], around: Around): readonly Block[] {
  const start = nodes.findIndex((node) => is(node, 'select', 'values', 'with'))
  const end = nodes.findIndex((node, at) => at > start && is(node, 'on', 'returning') && !isJoinOn(nodes, at))
  const head = nodes.slice(0, start)
  const group = head.find((node) => node.kind === 'group')
  const own = sourceOf(head.filter((node) => node.kind !== 'group'))
  const block: Block = {
    verb: 'insert',
    into: own.table,
    columns: group === undefined ? null : namesIn(group),
    from: [],
    where: [],
    around: around.sources,
    withNames: around.withNames,
  }
  const tail = end < 0 ? [] : nodes.slice(end)
  const query = nodes.slice(start, end < 0 ? undefined : end)
  return [block, ...read(query, around), ...inside(tail, { ...around, sources: [...around.sources, own] })]
}

const isJoinOn = (nodes: readonly Node[], at: number): boolean => is(nodes[at], 'on') && !is(nodes[at + 1], 'conflict')

interface Whole {
  readonly nodes: readonly Node[]
  readonly around: Around
}

function withInner(block: Omit<Block, 'around' | 'withNames'>, { nodes, around }: Whole): readonly Block[] {
  const sources = [...around.sources, ...block.from.map(({ source }) => source)]
  const own: Block = { ...block, around: around.sources, withNames: around.withNames }
  return [own, ...inside(nodes, { ...around, sources })]
}

/** Queries in parentheses, however deep. */
function inside(nodes: readonly Node[], around: Around): readonly Block[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'group') return []
    return is(node.nodes[0], ...VERBS) ? read(node.nodes, around) : inside(node.nodes, around)
  })
}
