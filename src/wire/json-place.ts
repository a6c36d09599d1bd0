/** Line and column, from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/**
 * Where a text stops being JSON: the engine's own error names no place. Walked only when parsing has failed, and without
 * calling itself, since a hostile text nests four million deep. A text that is JSON ends at its end.
 */
export function jsonBreaksAt(text: string): TextPlace {
  const at = breakOffset(text)
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return { line, column: at - (before.lastIndexOf('\n') + 1) + 1 }
}

const SPACE = /[ \t\n\r]*/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
// Runs of plain characters, and escapes one by one: no choice between the two, so it never looks back.
// oxlint-disable-next-line no-control-regex
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y

type Expected = 'value' | 'first-item' | 'first-name' | 'name' | 'colon' | 'after'
type Bracket = '{' | '['

function breakOffset(text: string): number {
  const open: Bracket[] = []
  let expected = 'value' as Expected
  let at = end(SPACE, text, 0)
  for (;;) {
    if (expected === 'after' && open.length === 0) return at
    const followed = afterMark(text[at] ?? '', expected, open)
    if (followed === null) {
      const token = tokenEnd(text, at, expected)
      if (token.broken) return token.at
      expected = expected === 'name' || expected === 'first-name' ? 'colon' : 'after'
      at = end(SPACE, text, token.at)
    } else {
      expected = followed
      at = end(SPACE, text, at + 1)
    }
  }
}

/** What must follow a mark that may stand here; null: none may, or it is no mark. */
function afterMark(letter: string, expected: Expected, open: Bracket[]): Expected | null {
  const inside = open.at(-1)
  if (letter === ':') return expected === 'colon' ? 'value' : null
  if (letter === ',') return expected !== 'after' ? null : inside === '{' ? 'name' : 'value'
  if (letter === '{' || letter === '[') {
    if (expected !== 'value' && expected !== 'first-item') return null
    open.push(letter)
    return letter === '{' ? 'first-name' : 'first-item'
  }
  const closes = (letter === '}' && inside === '{') || (letter === ']' && inside === '[')
  if (!closes || !(expected === 'after' || expected === (inside === '{' ? 'first-name' : 'first-item'))) return null
  open.pop()
  return 'after'
}

function tokenEnd(text: string, at: number, expected: Expected): End {
  if (expected === 'colon' || expected === 'after') return { at, broken: true }
  const needsName = expected === 'name' || expected === 'first-name'
  return needsName || text[at] === '"' ? textEnd(text, at) : scalarEnd(text, at)
}

interface End {
  readonly at: number
  readonly broken: boolean
}

function textEnd(text: string, at: number): End {
  if (text[at] !== '"') return { at, broken: true }
  const close = end(TEXT, text, at)
  return text[close] === '"' ? { at: close + 1, broken: false } : { at: close, broken: true }
}

function scalarEnd(text: string, at: number): End {
  const close = end(SCALAR, text, at)
  return { at: close, broken: close === at }
}

function end(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
