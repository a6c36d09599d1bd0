import type { FromItem, Source } from '../from-items.ts'
import { isBucketed, type Table } from '../migration-tables.ts'
import type { Block } from '../query.ts'
import { splitAt } from '../split.ts'
import { is, nameOf, type Node } from '../tokens.ts'

type Tables = ReadonlyMap<string, Table>

/**
 * Bucketed tables a block reaches without saying whose buckets: neither `bucket = $1`, nor `bucket = any($1)`, nor a join
 * on bucket with rows whose bucket is known. On a distributed database each such statement would go to every server.
 */
export function withoutBucket(block: Block, tables: Tables): readonly string[] {
  const isLoose = ({ table }: Source): boolean => isBucketedTable(table, block, tables)
  const loose = new Set(
    block.from
      .map(({ source }) => source)
      .filter(isLoose)
      .map(({ alias }) => alias),
  )
  const own = block.from.map(({ source }) => source.alias)
  const bounds = boundsOf(block, own)
  for (;;) {
    const found = bounds.find(({ alias, by }) => loose.has(alias) && (by === null || !loose.has(by)))
    if (found === undefined) break
    loose.delete(found.alias)
  }
  const insertsBlind = block.verb === 'insert' && isBucketedTable(block.into, block, tables)
  if (insertsBlind && block.columns?.includes('bucket') !== true) loose.add(block.into ?? '')
  return [...loose]
}

function isBucketedTable(table: string | null, { withNames }: Block, tables: Tables): boolean {
  const known = table === null || withNames.includes(table) ? undefined : tables.get(table)
  return known !== undefined && isBucketed(known)
}

/** `alias`'s bucket is known: from a parameter, or as soon as `by`'s is. */
interface Bound {
  readonly alias: string
  readonly by: string | null
}

function boundsOf({ from, where }: Block, own: readonly string[]): readonly Bound[] {
  const only = own.length === 1 ? (own[0] ?? null) : null
  const bounds = boundsIn(where, only)
  from.forEach((item, at) => {
    // What an outer join asks says nothing about the rows on its left.
    const asked = boundsIn(item.on, null).filter(({ alias }) => !item.isOuter || alias === item.source.alias)
    bounds.push(...asked, ...usingBounds(item, from[at - 1]))
  })
  return bounds
}

function usingBounds({ using, source, isOuter }: FromItem, before: FromItem | undefined): readonly Bound[] {
  if (!using.includes('bucket') || before === undefined) return []
  const [left, right] = [before.source.alias, source.alias]
  return [{ alias: right, by: left }, ...(isOuter ? [] : [{ alias: left, by: right }])]
}

/** Of conditions that all must hold; where one of several is enough, none of them can be relied on. */
function boundsIn(condition: readonly Node[], only: string | null): Bound[] {
  if (condition.some((node) => is(node, 'or'))) return []
  return splitAt(condition, 'and').flatMap((part) => {
    const at = part.findIndex((node) => is(node, '='))
    if (at < 0) return []
    const [left, right] = [part.slice(0, at), part.slice(at + 1)]
    return [...boundBy(left, right, only), ...boundBy(right, left, only)]
  })
}

function boundBy(side: readonly Node[], other: readonly Node[], only: string | null): readonly Bound[] {
  const alias = bucketOwner(side, only)
  if (alias === null) return []
  if (isGiven(other)) return [{ alias, by: null }]
  const by = bucketOwner(other, only)
  return by === null ? [] : [{ alias, by }]
}

/** Whose bucket this is: `p.bucket`, or `bucket` where there is one source only. */
function bucketOwner(side: readonly Node[], only: string | null): string | null {
  const [first, dot, last, more] = side
  if (dot === undefined) return nameOf(first) === 'bucket' ? only : null
  return is(dot, '.') && nameOf(last) === 'bucket' && more === undefined ? nameOf(first) : null
}

/** `$1`, `any($1)`, with or without a cast. */
function isGiven([first, group]: readonly Node[]): boolean {
  if (first?.kind === 'given') return true
  return is(first, 'any') && group?.kind === 'group' && group.nodes[0]?.kind === 'given'
}
