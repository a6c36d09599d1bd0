/** One word or sign of SQL. `word` is unquoted, `name` was in double quotes, `text` in single quotes. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'given' | 'sign'
  /** Without its quotes; of a `given`: `$1`. */
  readonly text: string
}

/** A token, or what stands between a pair of parentheses. */
export type Node = Token | Group

export interface Group {
  readonly kind: 'group'
  readonly nodes: readonly Node[]
}

// Comments and blanks, a text, a dollar-quoted text, a quoted name, a parameter, a word, a number, two signs that belong together, a sign.
const PIECE =
  /(?:--[^\n]*|\/\*[\s\S]*?\*\/|\s+)|('(?:[^']|'')*')|(\$([a-z_]*)\$[\s\S]*?\$\3\$)|("(?:[^"]|"")*")|(\$\d+)|([a-zA-Z_][a-zA-Z_0-9]*)|(\d[\d.]*)|(::|<=|>=|<>|!=|->>|->|\|\||\S)/gy

export function tokens(sql: string): readonly Token[] {
  const found: Token[] = []
  for (const match of sql.matchAll(PIECE)) {
    const [, text, dollar, , name, given, word, number, sign] = match
    if (text !== undefined) found.push({ kind: 'text', text: text.slice(1, -1) })
    else if (dollar !== undefined) found.push({ kind: 'text', text: dollar })
    else if (name !== undefined) found.push({ kind: 'name', text: name.slice(1, -1) })
    else if (given !== undefined) found.push({ kind: 'given', text: given })
    else if (word !== undefined) found.push({ kind: 'word', text: word })
    else if (number !== undefined) found.push({ kind: 'number', text: number })
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign })
  }
  return found
}

/** Parentheses as groups. One that is never closed ends with the text: the database will say so. */
export function grouped(flat: readonly Token[]): readonly Node[] {
  const open: Node[][] = [[]]
  for (const token of flat) {
    const top = open.at(-1) ?? []
    if (is(token, '(')) open.push([])
    else if (is(token, ')') && open.length > 1) {
      open.pop()
      open.at(-1)?.push({ kind: 'group', nodes: top })
    } else top.push(token)
  }
  while (open.length > 1) {
    const nodes = open.pop() ?? []
    open.at(-1)?.push({ kind: 'group', nodes })
  }
  return open[0] ?? []
}

/** Whether this is one of these words or signs, unquoted. */
export const is = (node: Node | undefined, ...texts: readonly string[]): boolean =>
  (node?.kind === 'word' || node?.kind === 'sign') && texts.includes(node.text.toLowerCase())

/** What a thing is called, quoted or not; null: it is no name. */
export function nameOf(node: Node | undefined): string | null {
  if (node?.kind === 'word') return node.text.toLowerCase()
  return node?.kind === 'name' ? node.text : null
}
