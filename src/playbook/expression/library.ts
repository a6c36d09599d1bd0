import { Environment, type ASTNode } from '@marcbachmann/cel-js'
import { parseDuration } from '../../core/time/duration.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { comparableWithNull, mixNumbers, ownWords, PARSER_LIMITS } from './environment.ts'
import { failed, isFailed, type Failed } from './failed.ts'
import { LIMITS } from './limits.ts'
import type { Names } from './paths.ts'
import { patternOf, PatternType, sizeOf, type Pattern } from './pattern.ts'
import { ownBelow, reader, type Read } from './read.ts'
import { rewrite } from './rewrite.ts'
import type { Calls, Scope } from './field-type.ts'
import { LOOPS } from './vocabulary.ts'

export type Evaluate = (scope: Scope, calls: Calls) => unknown

/** One evaluation's fuel and the functions handed in; a class because the library knows values by their constructor. */
class Run {
  calls: Calls = {}
  fuel = 0
}

/** Stands in a name's place when its value could not be read; the library refuses to touch an unknown constructor. */
class Unreadable {}

const UNREADABLE = new Unreadable()

/** Carries a Failed through the library's evaluator. */
class Stopped extends Error {
  readonly why: Failed
  constructor(why: Failed) {
    super(why.failed)
    this.why = why
  }
}

/** Evaluated by the library. Ordinary missing values are answered before it starts, since its exceptions cost 20–30 µs. */
export function byLibrary(node: ASTNode, names: Names): Evaluate {
  const { source, paths, patterns } = rewrite(node, names)
  const evaluate = evaluatingEnvironment().parse(source)
  const strict = isStrict(node)
  const slots = paths.map(({ path, type }, index) =>
    slot({ name: `p${index}`, path: path.join('.'), read: reader(path, type) }),
  )
  const run = new Run()
  const context: Record<string, unknown> = { run }
  for (const [index, pattern] of patterns.entries()) context[`r${index}`] = patternOf(pattern)
  return (scope, calls) => {
    let unread: Failed | undefined
    for (const { name, read, missing } of slots) {
      const value = read(scope)
      if (isFailed(value)) unread ??= value
      else if (value === null && strict) return missing
      context[name] = isFailed(value) ? UNREADABLE : value
    }
    if (strict && unread !== undefined) return unread
    run.calls = calls
    run.fuel = LIMITS.fuel
    try {
      return plain(evaluate(context))
    } catch (error) {
      return reasonOf(error, unread)
    }
  }
}

interface Slot {
  readonly name: string
  readonly read: Read
  readonly missing: Failed
}

/** Lists and texts come in here; bounding them bounds what an expression can cost. */
function slot({ name, path, read }: { readonly name: string; readonly path: string; readonly read: Read }): Slot {
  const tooLong = failed(`${path} is too long for a condition`)
  const bounded: Read = (scope) => {
    const value = read(scope)
    if (typeof value === 'string') return value.length > LIMITS.textLength ? tooLong : value
    return Array.isArray(value) && value.length > LIMITS.listLength ? tooLong : value
  }
  return { name, read: bounded, missing: failed(`${path} is missing`) }
}

/** Strict: whatever path is missing, there is no value. Not so where null is an answer (==, in), or a part may be skipped. */
function isStrict(node: ASTNode): boolean {
  switch (node.op) {
    case 'value':
    case 'id':
    case '.':
      return true
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return node.args.every(isStrict)
    case '-_':
      return isStrict(node.args)
    case 'call':
      return node.args[0] !== 'has' && node.args[1].every(isStrict)
    case 'rcall':
      return !LOOPS.has(node.args[0]) && isStrict(node.args[1]) && node.args[2].every(isStrict)
    default:
      return false
  }
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return Array.isArray(value) ? value.map(plain) : value
}

/** The library's own errors are about the data; any other is our mistake and goes on. */
function reasonOf(error: unknown, unread: Failed | undefined): Failed {
  if (error instanceof Stopped) return error.why
  if (!(error instanceof Error) || error.name !== 'EvaluationError') throw error
  if (unread !== undefined) return unread
  const summary = 'summary' in error ? String(error.summary) : error.message
  return failed(summary.includes('null') ? 'something it needs is missing' : ownWords(summary))
}

let environment: Environment | undefined

/** Untyped: types were checked on the original; here instants and durations are numbers and anything may be null. */
function evaluatingEnvironment(): Environment {
  if (environment !== undefined) return environment
  // Rewriting adds calls and brackets around what the checking environment has counted.
  const limits = {
    ...PARSER_LIMITS,
    maxAstNodes: LIMITS.nodes * 4,
    maxDepth: LIMITS.nodes * 2,
    maxCallArguments: LIMITS.arguments + 2,
  }
  environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, limits })
  mixNumbers(environment)
  comparableWithNull(environment)
  environment.registerType('object.run', { ctor: Run })
  environment.registerType('object.pattern', { ctor: PatternType })
  environment.registerFunction('field(dyn, string): dyn', (of: unknown, name: string) => ownBelow(of, name) ?? null)
  environment.registerFunction('ms_of_instant(dyn): dyn', ms(parseInstant, 'an instant'))
  environment.registerFunction('ms_of_duration(dyn): dyn', ms(parseDuration, 'a duration'))
  environment.registerFunction('contains(object.run, string, string): bool', contains)
  environment.registerFunction('matches(object.run, string, object.pattern): bool', matches)
  for (let count = 0; count <= LIMITS.arguments; count += 1) {
    const args = ['object.run', 'string', ...Array.from({ length: count }, () => 'dyn')]
    environment.registerFunction(`call${count}(${args.join(', ')}): dyn`, handOver)
  }
  return environment
}

function handOver(run: Run, name: string, ...args: readonly unknown[]): unknown {
  const call = Object.hasOwn(run.calls, name) ? run.calls[name] : undefined
  if (call === undefined) throw new Error(`no implementation of ${name} was handed in`)
  if (args.includes(null)) throw new Stopped(failed(`${name} was asked about something missing`))
  const value = call(...args.map(plain))
  if (isFailed(value)) throw new Stopped(value)
  return value ?? null
}

function ms(parse: (text: string) => number | undefined, what: string): (value: unknown) => number | null {
  return (value) => {
    if (value === null || typeof value === 'number') return value
    // Only timestamp(1767225600): whole seconds, as in standard CEL.
    if (typeof value === 'bigint') return Number(value) * 1000
    const parsed = typeof value === 'string' ? parse(value) : undefined
    if (parsed === undefined) throw new Stopped(failed(`a value is not ${what}`))
    return parsed
  }
}

function contains(run: Run, text: string, needle: string): boolean {
  if (needle.length > LIMITS.needleLength) throw new Stopped(failed('the text to look for is too long'))
  spend(run, text.length * (1 + needle.length / 16))
  return text.includes(needle)
}

function matches(run: Run, text: string, pattern: Pattern): boolean {
  // 42 ns for each character and instruction at worst, twice a unit of fuel (bench/results).
  spend(run, 2 * text.length * sizeOf(pattern))
  return pattern.test(text)
}

function spend(run: Run, units: number): void {
  run.fuel -= units
  if (run.fuel < 0) throw new Stopped(failed('the condition costs too much on this data'))
}
