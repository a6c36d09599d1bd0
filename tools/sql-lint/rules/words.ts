import { is, type Node, type Token } from '../tokens.ts'
import type { StatementRule } from './rule.ts'

/** A column added later would change what the program is given. */
export const star: StatementRule = ({ flat }) =>
  flat.some((token, at) => is(token, '*') && is(flat[at - 1], 'select', 'returning', 'distinct', 'all', ',', '.'))
    ? ['names no columns: write them instead of *']
    : []

// Time is handed in: replay, tests and a database in another zone would otherwise tell another story.
const CLOCKS = [
  'now',
  'current_timestamp',
  'current_date',
  'current_time',
  'localtime',
  'localtimestamp',
  'clock_timestamp',
  'statement_timestamp',
  'transaction_timestamp',
]

export const clock: StatementRule = ({ flat }) =>
  flat
    // `now` is a fine name of a column; as a function it has parentheses.
    .filter((token, at) => is(token, ...CLOCKS) && (token.text.toLowerCase() !== 'now' || is(flat[at + 1], '(')))
    .map(({ text }) => `reads the database's clock (${text}): hand the time in`)

export const lowerCase: StatementRule = ({ flat }) =>
  flat
    .filter(({ kind, text }) => kind === 'word' && /[A-Z]/.test(text))
    .map(({ text }) => `write ${text} in lower case`)

/** Words PostgreSQL keeps for itself; a column called so needs its quotes. */
const RESERVED = new Set(
  'all analyse analyze and any array as asc both case cast check collate column constraint create default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit not null offset on only or order placing primary references returning select some symmetric table then to trailing true union unique user using variadic when where window with'.split(
    ' ',
  ),
)

/** `"case"` needs them, and so does the name of an answer's column where the program reads it so: `as "keyId"`. */
export const quotes: StatementRule = ({ flat }) =>
  flat
    .filter((token, at) => token.kind === 'name' && !needsQuotes(token, flat[at - 1]))
    .map(({ text }) => `quotes "${text}" without need`)

function needsQuotes({ text }: Token, before: Token | undefined): boolean {
  if (RESERVED.has(text)) return true
  if (is(before, 'as')) return /^[a-z]+[A-Z]/.test(text)
  return is(before, 'collate') && text === 'C'
}

/** One that waits for a row another holds can wait in a circle. */
export const lock: StatementRule = ({ nodes }) => (waits(nodes) ? ['locks rows without `skip locked`'] : [])

function waits(nodes: readonly Node[]): boolean {
  const inner = nodes.some((node) => node.kind === 'group' && waits(node.nodes))
  const at = nodes.findIndex((node, n) => is(node, 'for') && is(nodes[n + 1], 'update', 'share', 'no', 'key'))
  if (at < 0) return inner
  const isSkipping = nodes.some((node, n) => n > at && is(node, 'skip') && is(nodes[n + 1], 'locked'))
  return inner || !isSkipping
}
