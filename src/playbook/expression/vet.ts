import type { ASTNode } from '@marcbachmann/cel-js'
import { callRefusal, loopForm, loopRefusal, methodRefusal } from './vet-call.ts'
import { inLoop, known, namesBelow, ownMethod, selected, type Names } from './paths.ts'
import { bad, suggestion, type BadExpression } from './refusal.ts'
import { fieldOf, own, type FunctionTypes } from './field-type.ts'
import { LOOPS } from './vocabulary.ts'

export interface Vetting extends Names {
  readonly functions: FunctionTypes
  /** Dotted paths read so far. */
  readonly reads: Set<string>
}

/**
 * Names, forms and costs, before the library checks types: unknown names with the near one, loops inside loops, patterns
 * that are not literal, and the parts of CEL that are not offered. The first refusal, or undefined.
 */
export function vet(node: ASTNode, vetting: Vetting): BadExpression | undefined {
  switch (node.op) {
    case 'value':
      return vetLiteral(node)
    case 'id':
    case '.':
    case '[]':
      return vetPath(node, vetting)
    case 'call':
      return vetCall(node, vetting)
    case 'rcall':
      return vetMethod(node, vetting)
    case 'list':
      return vetAll(node.args, vetting)
    case '!_':
    case '-_':
      return vet(node.args, vetting)
    case 'map':
    case '.?':
    case '[?]':
      return bad('not-offered', node, {
        reason: 'Maps and optional fields cannot be written here.',
        mend: 'Name the fields you mean.',
      })
    default:
      return vetAll(node.args, vetting)
  }
}

function vetLiteral(node: ASTNode & { readonly op: 'value' }): BadExpression | undefined {
  if (node.args === null || typeof node.args !== 'object') return undefined
  return bad('not-offered', node, {
    reason: 'Bytes and unsigned numbers cannot be written here.',
    mend: 'Write text in quotes or a plain number.',
  })
}

/** A whole path is noted once, as far as it reaches: `data.step` reads `data.step`, not `data`. */
function vetPath(node: ASTNode, vetting: Vetting): BadExpression | undefined {
  const refused = checkPath(node, vetting)
  const { path } = known(node, vetting)
  if (refused === undefined && path !== undefined) vetting.reads.add(path)
  return refused
}

function checkPath(node: ASTNode, vetting: Vetting): BadExpression | undefined {
  if (node.op === 'id') return checkName(node, vetting)
  const field = selected(node)
  if (field === undefined) return node.op === '[]' ? checkIndex(node, vetting) : vet(node, vetting)
  const refused = checkPath(field.of, vetting)
  if (refused !== undefined) return refused
  const { type, path = 'this value' } = known(field.of, vetting)
  if (fieldOf(type, field.name) !== undefined) return undefined
  const at = { start: node.op === '[]' ? node.args[1].start : node.pos, end: node.end }
  return bad('unknown-field', at, {
    reason: `${path} has no field ${field.name}.`,
    mend: suggestion(field.name, namesBelow(type), 'field'),
  })
}

function checkName(node: ASTNode & { readonly op: 'id' }, vetting: Vetting): BadExpression | undefined {
  if (vetting.locals.has(node.args) || own(vetting.scope, node.args) !== undefined) return undefined
  const names = [...vetting.locals.keys(), ...Object.keys(vetting.scope)]
  return bad('unknown-name', node, {
    reason: `There is no ${node.args} here.`,
    mend: suggestion(node.args, names, 'name'),
  })
}

/** Only a literal place in a list: a computed name could reach any field, also a personal one, unseen by lint. */
function checkIndex(node: ASTNode & { readonly op: '[]' }, vetting: Vetting): BadExpression | undefined {
  const [list, index] = node.args
  if (index.op === 'value' && typeof index.args === 'bigint') return checkPath(list, vetting)
  return bad('computed-index', index, {
    reason: 'What stands in [ ] must be written out.',
    mend: 'Write a number such as [0], or a field by its name.',
  })
}

function vetCall(node: ASTNode & { readonly op: 'call' }, vetting: Vetting): BadExpression | undefined {
  return callRefusal(node, vetting.functions) ?? vetAll(node.args[1], vetting)
}

function vetMethod(node: ASTNode & { readonly op: 'rcall' }, vetting: Vetting): BadExpression | undefined {
  const [name, receiver, args] = node.args
  if (ownMethod(node, vetting) !== undefined) return vetAll(args, vetting)
  const refused = methodRefusal(node, vetting) ?? vet(receiver, vetting)
  if (refused !== undefined || !LOOPS.has(name)) return refused ?? vetAll(args, vetting)
  const [variable, ...bodies] = args
  if (variable?.op !== 'id' || bodies.length === 0) return loopForm(node)
  return (
    loopRefusal(node, variable.args, vetting) ??
    vetAll(bodies, { ...vetting, ...inLoop(receiver, variable.args, vetting) })
  )
}

function vetAll(nodes: readonly ASTNode[], vetting: Vetting): BadExpression | undefined {
  for (const node of nodes) {
    const refused = vet(node, vetting)
    if (refused !== undefined) return refused
  }
  return undefined
}
