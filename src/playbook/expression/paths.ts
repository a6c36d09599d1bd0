import type { ASTNode } from '@marcbachmann/cel-js'
import { fieldOf, isList, isObject, own, type FieldType, type FunctionTypes, type ScopeType } from './field-type.ts'

/** A loop's variable: what it holds and, when known, the path of the list it runs over. */
export interface Local {
  readonly type: FieldType
  readonly path: string | undefined
}

/** Names an expression may use at some point of it. */
export interface Names {
  readonly scope: ScopeType
  readonly functions: FunctionTypes
  readonly locals: ReadonlyMap<string, Local>
}

/** `data.window.start` as segments; undefined for anything that is not a plain path from a name of the scope. */
export function pathOf(node: ASTNode, names: Names): readonly string[] | undefined {
  if (node.op === 'id') {
    return names.locals.has(node.args) || own(names.scope, node.args) === undefined ? undefined : [node.args]
  }
  const field = selected(node)
  if (field === undefined) return undefined
  const before = pathOf(field.of, names)
  return before === undefined ? undefined : [...before, field.name]
}

/** `x.name` and `x["name"]` are the same. */
export function selected(node: ASTNode): { readonly of: ASTNode; readonly name: string } | undefined {
  if (node.op === '.') return { of: node.args[0], name: node.args[1] }
  if (node.op !== '[]' || node.args[1].op !== 'value') return undefined
  const key = node.args[1].args
  return typeof key === 'string' ? { of: node.args[0], name: key } : undefined
}

/** What a node is known to hold and which path it comes from, also below a loop's variable; `any` when it is computed. */
export function known(node: ASTNode, names: Names): Local {
  if (node.op === 'id') {
    const type = own(names.scope, node.args)
    return names.locals.get(node.args) ?? { type: type ?? 'any', path: type === undefined ? undefined : node.args }
  }
  const field = selected(node)
  if (field !== undefined) {
    const of = known(field.of, names)
    return {
      type: fieldOf(of.type, field.name) ?? 'any',
      path: of.path === undefined ? undefined : `${of.path}.${field.name}`,
    }
  }
  if (node.op === '[]') return element(known(node.args[0], names))
  if (node.op === 'rcall' && node.args[0] === 'filter') return known(node.args[1], names)
  return { type: 'any', path: undefined }
}

/** One element of a list keeps the list's path: who may not read `data.notes` may not loop over it either. */
export const element = (of: Local): Local => ({ type: isList(of.type) ? of.type.list : 'any', path: of.path })

/** The names below a type, for suggestions. */
export const namesBelow = (type: FieldType): readonly string[] => (isObject(type) ? Object.keys(type.fields) : [])

/** The names inside a loop: one element of the list under the loop's variable. */
export function inLoop(list: ASTNode, variable: string, names: Names): Names {
  const { scope, functions, locals } = names
  return { scope, functions, locals: new Map([...locals, [variable, element(known(list, names))]]) }
}

/** `customer.asked` for a method that the table of functions holds. */
export function ownMethod(node: ASTNode & { readonly op: 'rcall' }, names: Names): string | undefined {
  const [name, receiver] = node.args
  if (receiver.op !== 'id' || names.locals.has(receiver.args)) return undefined
  const called = `${receiver.args}.${name}`
  return own(names.functions, called) === undefined ? undefined : called
}
