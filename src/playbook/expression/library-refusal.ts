import type { ASTNode, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js'
import { ownWords } from './environment.ts'
import { LIMITS } from './limits.ts'
import { bad, type BadExpression, type Span } from './refusal.ts'
import type { FunctionTypes } from './field-type.ts'
import { formOf } from './vocabulary.ts'

const nowhere: Span = { start: 0, end: 0 }

/** The library's parse error as a refusal; anything else it threw is our own mistake and goes on. */
export function parseRefusal(error: unknown): BadExpression {
  if (!isParseError(error)) throw error
  const at = error.range ?? nowhere
  if (error.code === 'limit_exceeded') {
    const reason = `An expression has at most ${LIMITS.nodes} parts, ${LIMITS.depth} levels of brackets, ${LIMITS.listElements} elements in a list and ${LIMITS.arguments} arguments.`
    return bad('too-costly', at, { reason, mend: 'Split it into several conditions.' })
  }
  if (error.summary.includes('EOF'))
    return bad('syntax', at, {
      reason: 'The expression ends too early.',
      mend: 'Complete it, or remove the last sign.',
    })
  return bad('syntax', at, {
    reason: `This cannot be read: ${error.summary}.`,
    mend: 'Write CEL, for example data.step == "done".',
  })
}

const isParseError = (error: unknown): error is ParseError => error instanceof Error && error.name === 'ParseError'

/** The library's type error as a refusal, in our own words. */
export function typeRefusal(error: Error | ParseError | CelTypeError, functions: FunctionTypes): BadExpression {
  const at = 'range' in error ? (error.range ?? nowhere) : nowhere
  // An operand that could be two things at once (`1 in []`): the library then throws a plain Error.
  if (!('summary' in error))
    return bad('wrong-type', at, {
      reason: 'The types in this cannot be told apart.',
      mend: 'Compare fields, not empty lists.',
    })
  const said = ownWords(error.summary)
  if (error.code === 'no_such_overload') {
    const types = said.replace('no such overload: ', '')
    return bad('wrong-type', at, { reason: `${types} has no meaning.`, mend: mendOf(types) })
  }
  if (error.code === 'no_matching_overload' && error.node !== undefined) {
    return bad('wrong-arguments', at, {
      reason: said.replace(/^found no matching overload for '(.*)'$/, 'There is no $1.'),
      mend: callMend(error.node, functions),
    })
  }
  return bad('wrong-type', at, { reason: `${said}.`, mend: 'Give it a value of the type it needs.' })
}

function mendOf(types: string): string {
  const words = types.split(' ')
  if (words.includes('instant') && words.includes('number'))
    return 'Add or subtract a duration, such as duration("3h").'
  if (words.includes('instant') && words.includes('string'))
    return 'Compare with another instant, or with timestamp("2026-03-01T12:00:00Z").'
  if (words.includes('duration')) return 'Compare with another duration, such as duration("30h").'
  if (words.includes('number') && words.includes('string'))
    return 'Write the number without quotes, or the text with them.'
  return 'Compare or combine values of one type.'
}

function callMend(node: object, functions: FunctionTypes): string {
  if (!isCall(node)) return 'Check its arguments.'
  const name = node.args[0]
  const ours = Object.entries(functions).find(([one]) => one === name || one.endsWith(`.${name}`))
  if (ours !== undefined) return `It takes ${signature(ours)}.`
  const form = formOf(name)
  return form === undefined ? 'Check its arguments.' : `Write it like ${form}.`
}

const isCall = (node: object): node is ASTNode & { readonly op: 'call' | 'rcall' } =>
  'op' in node && (node.op === 'call' || node.op === 'rcall')

const signature = ([name, { args }]: readonly [string, FunctionTypes[string]]): string =>
  `${name}(${args.map((arg) => (typeof arg === 'string' ? arg : 'list' in arg ? 'list' : 'object')).join(', ')})`
