import type { ASTNode } from '@marcbachmann/cel-js'
import { parseDuration } from '../../core/time/duration.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { LIMITS } from './limits.ts'
import { selected, type Names } from './paths.ts'
import { patternOf, sizeOf } from './pattern.ts'
import { bad, suggestion, type BadExpression } from './refusal.ts'
import { own, type FunctionTypes } from './field-type.ts'
import { FUNCTIONS, LOOPS, METHODS } from './vocabulary.ts'

type Call = ASTNode & { readonly op: 'call' }
type Method = ASTNode & { readonly op: 'rcall' }

/** Why a function may not be called like this, its arguments aside. */
export function callRefusal(node: Call, functions: FunctionTypes): BadExpression | undefined {
  const [name, [first]] = node.args
  if (own(functions, name) !== undefined) return undefined
  if (!FUNCTIONS.has(name)) {
    const names = [...FUNCTIONS.keys(), ...Object.keys(functions)]
    return bad('unknown-function', node, {
      reason: `There is no function ${name}.`,
      mend: suggestion(name, names, 'function'),
    })
  }
  if (name === 'has' && (first === undefined || selected(first) === undefined)) {
    return bad('wrong-arguments', node, { reason: 'has() asks for one field.', mend: 'Write it as has(data.reason).' })
  }
  return name === 'duration' || name === 'timestamp' ? literalRefusal(name, first) : undefined
}

function literalRefusal(name: string, node: ASTNode | undefined): BadExpression | undefined {
  if (node?.op !== 'value' || typeof node.args !== 'string') return undefined
  const text = node.args
  if (name === 'duration' ? parseDuration(text) !== undefined : parseInstant(text) !== undefined) return undefined
  const form =
    name === 'duration' ? '"30h", "90m", "3d" or "1h30m"' : '"2026-03-01T12:00:00Z" or "2026-03-01T07:00:00-05:00"'
  return bad('bad-literal', node, { reason: `"${text.slice(0, 60)}" is no ${name}.`, mend: `Write it like ${form}.` })
}

/** Why a method may not be called like this, receiver and arguments aside. */
export function methodRefusal(node: Method, { functions }: Names): BadExpression | undefined {
  const [name, receiver, args] = node.args
  if (LOOPS.has(name)) return undefined
  if (!METHODS.has(name)) {
    const owner = receiver.op === 'id' ? `${receiver.args}.` : ''
    const ours = Object.keys(functions)
      .filter((one) => owner !== '' && one.startsWith(owner))
      .map((one) => one.slice(owner.length))
    const names = [...ours, ...METHODS.keys(), ...LOOPS.keys()]
    return bad('unknown-function', node, {
      reason: `There is no method ${name}.`,
      mend: suggestion(name, names, 'method'),
    })
  }
  return name === 'matches' ? patternRefusal(node, args[0]) : undefined
}

function patternRefusal(node: Method, pattern: ASTNode | undefined): BadExpression | undefined {
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') {
    return bad('computed-pattern', pattern ?? node, {
      reason: 'The pattern of matches() must be written out.',
      mend: 'Write it in quotes, or use contains().',
    })
  }
  if (pattern.args.length > LIMITS.patternLength) {
    const reason = `A pattern has at most ${LIMITS.patternLength} characters, this one ${pattern.args.length}.`
    return bad('too-costly', pattern, { reason, mend: 'Use several shorter ones, joined by ||.' })
  }
  const compiled = patternOf(pattern.args)
  if (typeof compiled !== 'string') {
    if (sizeOf(compiled) <= LIMITS.patternSteps) return undefined
    return bad('too-costly', pattern, {
      reason: 'The counted repeats of this pattern multiply.',
      mend: 'Use * or +, or smaller counts.',
    })
  }
  return bad('bad-literal', pattern, {
    reason: `This pattern cannot be read: ${compiled}.`,
    mend: 'Use RE2 syntax: no look-ahead, no back-references.',
  })
}

export function loopForm(node: Method): BadExpression {
  const form = LOOPS.get(node.args[0]) ?? ''
  return bad('wrong-arguments', node, {
    reason: `${node.args[0]}() needs a name for the element and a condition.`,
    mend: `Write it like ${form}.`,
  })
}

/** Loops cost their list's length; inside each other, the product. */
export function loopRefusal(node: Method, variable: string, names: Names): BadExpression | undefined {
  if (names.locals.size > 0) {
    return bad('too-costly', node, {
      reason: 'A loop stands inside a loop.',
      mend: 'Split it into two conditions, or let the facts carry the answer.',
    })
  }
  if (own(names.scope, variable) === undefined) return undefined
  return bad('name-taken', node, {
    reason: `${variable} already names something else here.`,
    mend: 'Give the element another name.',
  })
}
