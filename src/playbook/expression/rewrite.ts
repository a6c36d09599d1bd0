import type { ASTNode } from '@marcbachmann/cel-js'
import { parseDuration } from '../../core/time/duration.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { inLoop, known, ownMethod, pathOf, selected, type Names } from './paths.ts'
import { own, type FieldType } from './field-type.ts'
import { LOOPS } from './vocabulary.ts'

/**
 * An expression as the library will evaluate it: each path from the scope is a name of its own (`p0`, `p1` …), so that a
 * missing field is null instead of an exception and instants are plain numbers; each pattern is `r0` …; the functions that
 * are handed in go through `call`.
 */
export interface Rewritten {
  readonly source: string
  readonly paths: readonly { readonly path: readonly string[]; readonly type: FieldType }[]
  readonly patterns: readonly string[]
}

interface Writing {
  readonly original: string
  readonly paths: { path: readonly string[]; type: FieldType }[]
  readonly patterns: string[]
}

export function rewrite(node: ASTNode, names: Names): Rewritten {
  const writing: Writing = { original: node.input, paths: [], patterns: [] }
  return { source: write(node, names, writing), paths: writing.paths, patterns: writing.patterns }
}

function write(node: ASTNode, names: Names, writing: Writing): string {
  const path = pathOf(node, names)
  if (path !== undefined) return slot(path, known(node, names).type, writing)
  const each = (one: ASTNode): string => write(one, names, writing)
  switch (node.op) {
    case 'value':
      return writing.original.slice(node.start, node.end)
    case 'id':
      return `l_${node.args}`
    case '.':
    case '[]':
      return writeField(node, names, writing)
    case 'call':
      return writeCall(node, names, writing)
    case 'rcall':
      return writeMethod(node, names, writing)
    case 'list':
      return `[${node.args.map(each).join(', ')}]`
    case '!_':
    case '-_':
      return `(${node.op.charAt(0)}${each(node.args)})`
    case '?:':
      return `(${each(node.args[0])} ? ${each(node.args[1])} : ${each(node.args[2])})`
    default:
      return writeBinary(node, each)
  }
}

function writeBinary(node: ASTNode, each: (node: ASTNode) => string): string {
  const [left, right] = node.args as readonly ASTNode[]
  if (left === undefined || right === undefined) throw new Error(`vet let ${node.op} through`)
  return `(${each(left)} ${node.op} ${each(right)})`
}

function slot(path: readonly string[], type: FieldType, { paths }: Writing): string {
  const dotted = path.join('.')
  const found = paths.findIndex((one) => one.path.join('.') === dotted)
  if (found >= 0) return `p${found}`
  return `p${paths.push({ path, type }) - 1}`
}

/** Below a loop's variable or a place in a list; an instant is text there and becomes a number. */
function writeField(node: ASTNode, names: Names, writing: Writing): string {
  const field = selected(node)
  const { type } = known(node, names)
  if (field === undefined) {
    if (node.op !== '[]') throw new Error(`vet let ${node.op} through`)
    return timed(type, `${write(node.args[0], names, writing)}[${write(node.args[1], names, writing)}]`)
  }
  return timed(type, `field(${write(field.of, names, writing)}, ${JSON.stringify(field.name)})`)
}

const timed = (type: FieldType, source: string): string =>
  type === 'instant' || type === 'duration' ? `ms_of_${type}(${source})` : source

function writeCall(node: ASTNode & { readonly op: 'call' }, names: Names, writing: Writing): string {
  const [name, args] = node.args
  const written = args.map((arg) => write(arg, names, writing))
  if (own(names.functions, name) !== undefined) return handedIn(name, written)
  const [first] = args
  if (name === 'has') return `(${written[0]} != null)`
  if (name !== 'duration' && name !== 'timestamp') return `${name}(${written.join(', ')})`
  const ms = first?.op === 'value' && typeof first.args === 'string' ? literal(name, first.args) : undefined
  return ms === undefined ? `ms_of_${name === 'duration' ? 'duration' : 'instant'}(${written[0]})` : `(${ms}.0)`
}

const literal = (name: string, text: string): number | undefined =>
  name === 'duration' ? parseDuration(text) : parseInstant(text)

const handedIn = (name: string, args: readonly string[]): string =>
  `call${args.length}(${['run', JSON.stringify(name), ...args].join(', ')})`

function writeMethod(node: ASTNode & { readonly op: 'rcall' }, names: Names, writing: Writing): string {
  const [name, receiver, args] = node.args
  const called = ownMethod(node, names)
  if (called !== undefined)
    return handedIn(
      called,
      args.map((arg) => write(arg, names, writing)),
    )
  const on = write(receiver, names, writing)
  const [first] = args
  if (name === 'matches' && first?.op === 'value')
    return `matches(run, ${on}, r${writing.patterns.push(String(first.args)) - 1})`
  if (name === 'contains' && first !== undefined) return `contains(run, ${on}, ${write(first, names, writing)})`
  if (LOOPS.has(name) && first?.op === 'id') {
    const inside = inLoop(receiver, first.args, names)
    return `${on}.${name}(l_${first.args}, ${args
      .slice(1)
      .map((arg) => write(arg, inside, writing))
      .join(', ')})`
  }
  return `${on}.${name}(${args.map((arg) => write(arg, names, writing)).join(', ')})`
}
