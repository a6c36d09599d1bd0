import type { ASTNode, Environment, TypeCheckResult } from '@marcbachmann/cel-js'
import { assemble } from './assemble.ts'
import { checkingEnvironment } from './environment.ts'
import { parseRefusal, typeRefusal } from './library-refusal.ts'
import { LIMITS } from './limits.ts'
import type { Names } from './paths.ts'
import { bad, type BadExpression } from './refusal.ts'
import { resultAs, resultRefusal } from './result.ts'
import type { Calls, FieldType, FunctionTypes, Scope, ScopeType } from './field-type.ts'
import { vet } from './vet.ts'

export interface CompiledExpression {
  readonly source: string
  /** Dotted paths it may read, each as far as it reaches, sorted: `data.step`; below a loop `data.items.kind`. */
  readonly reads: readonly string[]
  /**
   * The value, or a Failed with its reason; never throws for bad data. Instants and durations are ms, null is missing.
   * `calls` holds the functions named at compile time; a missing one is our own mistake and throws.
   */
  readonly evaluate: (scope: Scope, calls?: Calls) => unknown
}

export interface ExpressionOptions {
  readonly scope: ScopeType
  /** What its place wants; `boolean` never evaluates to null. */
  readonly expects?: FieldType
  readonly functions?: FunctionTypes
}

const NO_FUNCTIONS: FunctionTypes = {}
const NO_CALLS: Calls = {}

/**
 * Compiles one CEL expression, or says why not. A field that is missing in a fact is null: `data.reason == "x"` is then
 * false and `data.reason != "x"` true; ordering it, calculating with it or calling a function on it is a Failed
 * ("data.reason is missing"). `&&` and `||` pass over a Failed when the other side decides alone, as in CEL.
 */
export function compileExpression(source: string, options: ExpressionOptions): CompiledExpression | BadExpression {
  const { scope, expects, functions = NO_FUNCTIONS } = options
  if (source.length > LIMITS.sourceLength) return tooLong(source)
  const parsed = parse(source, checkingEnvironment(scope, functions))
  if ('refused' in parsed) return parsed
  const names: Names = { scope, functions, locals: new Map() }
  const reads = new Set<string>()
  const refused = vet(parsed.ast, { ...names, reads })
  if (refused !== undefined) return refused
  const { type = 'dyn', error } = parsed.check()
  if (error !== undefined) return typeRefusal(error, functions)
  return resultRefusal(type, expects, source) ?? compiled({ source, reads, names, ast: parsed.ast, expects })
}

interface Checked {
  readonly source: string
  readonly reads: ReadonlySet<string>
  readonly names: Names
  readonly ast: ASTNode
  readonly expects: FieldType | undefined
}

function compiled({ source, reads, names, ast, expects }: Checked): CompiledExpression {
  const evaluate = assemble(ast, names)
  const as = resultAs(expects)
  return { source, reads: [...reads].sort(), evaluate: (scope, calls = NO_CALLS) => as(evaluate(scope, calls)) }
}

interface Parsed {
  readonly ast: ASTNode
  readonly check: () => TypeCheckResult
}

function parse(source: string, environment: Environment): Parsed | BadExpression {
  try {
    return environment.parse(source)
  } catch (error) {
    return parseRefusal(error)
  }
}

function tooLong(source: string): BadExpression {
  const reason = `An expression has at most ${LIMITS.sourceLength} characters, this one ${source.length}.`
  return bad(
    'too-costly',
    { start: LIMITS.sourceLength, end: source.length },
    { reason, mend: 'Split it into several conditions.' },
  )
}
