import { Environment } from '@marcbachmann/cel-js'
import { LIMITS } from './limits.ts'
import {
  isList,
  isObject,
  type FieldType,
  type FunctionType,
  type FunctionTypes,
  type ScopeType,
} from './field-type.ts'

const INSTANT = 'google.protobuf.Timestamp'
const DURATION = 'google.protobuf.Duration'
const SCALARS = ['string', 'double', 'int', 'bool', INSTANT, DURATION] as const

/** Limits the library keeps while parsing. */
export const PARSER_LIMITS = {
  maxAstNodes: LIMITS.nodes,
  maxDepth: LIMITS.depth,
  maxListElements: LIMITS.listElements,
  maxMapEntries: LIMITS.listElements,
  maxCallArguments: LIMITS.arguments,
}

const neverRun = (): never => {
  throw new Error('the checking environment is never evaluated')
}

// 0.2 ms each (bench/results): one for all expressions that see the same names.
const environments = new WeakMap<ScopeType, WeakMap<FunctionTypes, Environment>>()

/** The library's parser and type checker for one scope and its functions. It only checks; it never evaluates. */
export function checkingEnvironment(scope: ScopeType, functions: FunctionTypes): Environment {
  const known = environments.get(scope) ?? new WeakMap<FunctionTypes, Environment>()
  environments.set(scope, known)
  const found = known.get(functions)
  if (found !== undefined) return found
  const environment = withMissingValues(new Environment({ limits: PARSER_LIMITS }))
  for (const [name, type] of Object.entries(scope)) declare(environment, name, type)
  for (const [name, type] of Object.entries(functions)) declareFunction(environment, { name, type, scope })
  known.set(functions, environment)
  return environment
}

/** Whatever may be missing can be compared with null; whole numbers and others mix, as people write them. */
function withMissingValues(environment: Environment): Environment {
  comparableWithNull(environment)
  // The evaluating environment compares elements of any types already, and would find these ambiguous.
  for (const among of ['double in list<int>', 'int in list<double>'])
    environment.registerOperator(`${among}: bool`, neverRun)
  mixNumbers(environment)
  return environment
}

/** Standard CEL refuses to compare a text with null; here anything may be missing. */
export function comparableWithNull(environment: Environment): void {
  for (const type of [...SCALARS, 'list<dyn>']) environment.registerOperator(`${type} == null: bool`, () => false)
}

/** Standard CEL has no `double + int`; in both environments a whole number beside another becomes a double. */
export function mixNumbers(environment: Environment): void {
  const sums = {
    '+': (left: number | bigint, right: number | bigint) => Number(left) + Number(right),
    '-': (left: number | bigint, right: number | bigint) => Number(left) - Number(right),
    '*': (left: number | bigint, right: number | bigint) => Number(left) * Number(right),
    '/': (left: number | bigint, right: number | bigint) => Number(left) / Number(right),
  }
  for (const [sign, handler] of Object.entries(sums)) {
    environment.registerOperator(`double ${sign} int: double`, handler)
    environment.registerOperator(`int ${sign} double: double`, handler)
  }
  environment.registerOperator('double == int: bool', (left: number, right: bigint) => left === Number(right))
}

/** Names that are no CEL identifiers, or are words of CEL itself (`in`, `type`, `int`), cannot be reached. */
export function isReachable(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !words().has(name)
}

let wordsOfCel: ReadonlySet<string> | undefined
const RESERVED =
  'as break const continue else for function if import in let loop null package namespace return true false var void while prototype __proto__'
const words = (): ReadonlySet<string> =>
  (wordsOfCel ??= new Set([
    ...RESERVED.split(' '),
    ...new Environment().getDefinitions().variables.map(({ name }) => name),
  ]))

function declare(environment: Environment, name: string, type: FieldType): void {
  if (isReachable(name)) environment.registerVariable(name, celType(environment, name, type))
}

const objectName = (path: string): string => `object.${path}`

/** The CEL name of a type; objects become named types, so that their fields are checked. */
function celType(environment: Environment, path: string, type: FieldType): string {
  if (isList(type)) return `list<${celType(environment, `${path}.item`, type.list)}>`
  if (!isObject(type)) return CEL_NAMES[type]
  const fields: Record<string, string> = {}
  for (const [name, field] of Object.entries(type.fields)) {
    if (isReachable(`f_${name}`)) fields[name] = celType(environment, `${path}.${name}`, field)
  }
  environment.registerType(objectName(path), { fields })
  environment.registerOperator(`${objectName(path)} == null: bool`, neverRun)
  return objectName(path)
}

const CEL_NAMES: Readonly<Record<Exclude<FieldType, object>, string>> = {
  string: 'string',
  number: 'double',
  boolean: 'bool',
  instant: INSTANT,
  duration: DURATION,
  any: 'dyn',
}

interface FunctionDeclaration {
  readonly name: string
  readonly type: FunctionType
  readonly scope: ScopeType
}

/** A number may be written with or without a point, so each number argument doubles the overloads (there are few). */
function declareFunction(environment: Environment, { name, type, scope }: FunctionDeclaration): void {
  const [owner = '', method] = name.split('.')
  if (method !== undefined && !isObject(Object.hasOwn(scope, owner) ? scope[owner] : undefined)) return
  const called = method === undefined ? name : `${objectName(owner)}.${method}`
  let overloads: readonly (readonly string[])[] = [[]]
  for (const arg of type.args) {
    const names = arg === 'number' ? ['double', 'int'] : [simpleName(arg)]
    overloads = overloads.flatMap((before) => names.map((one) => [...before, one]))
  }
  for (const args of overloads)
    environment.registerFunction(`${called}(${args.join(', ')}): ${simpleName(type.result)}`, neverRun)
}

const simpleName = (type: FieldType): string => {
  if (isList(type)) return `list<${simpleName(type.list)}>`
  return isObject(type) ? 'dyn' : CEL_NAMES[type]
}

/** The library's type names in the words of our own types. */
export function ownWords(text: string): string {
  return text
    .replaceAll(INSTANT, 'instant')
    .replaceAll(DURATION, 'duration')
    .replaceAll(/\b(?:double|int)\b/g, 'number')
    .replaceAll(/\bbool\b/g, 'boolean')
    .replaceAll(/\bdyn<(\w+)>/g, '$1')
    .replaceAll(/\bdyn\b/g, 'any')
    .replaceAll(/\bobject\.([\w.]+)/g, '$1')
}
