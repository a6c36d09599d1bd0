import { Lexer } from 'yaml'

/** A playbook of our own nests nine deep. */
const MAX_DEPTH = 50
/** What a line may begin with and nest block by block: `- - - a`, `? ? a`, or spaces. */
const DEEP_LINE = /^[ ?:-]{200}/m

/**
 * The line on which a YAML text nests deeper than anybody writes, or undefined. Asked before parsing, since the parser
 * calls itself for each level: 5,000 brackets ended the whole process, past any catch (yaml 2.9, Node 20, 2026-11-22).
 */
export function tooDeepAt(text: string): number | undefined {
  const deep = DEEP_LINE.exec(text)
  if (deep !== null) return lineOf(text.slice(0, deep.index))
  let [depth, line] = [0, 1]
  for (const token of new Lexer().lex(text)) {
    // A text is one token with its quotes or its line, so it is never a bracket alone.
    if (token === '[' || token === '{') depth += 1
    if (token === ']' || token === '}') depth -= 1
    if (depth > MAX_DEPTH) return line
    line += lineOf(token) - 1
  }
  return undefined
}

const lineOf = (before: string): number => before.split('\n').length

/** A value that holds itself, by an alias inside its own anchor. */
export function holdsItself(value: unknown, above: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false
  return above.includes(value) || Object.values(value).some((inner) => holdsItself(inner, [...above, value]))
}
