import type { ASTNode } from '@marcbachmann/cel-js'
import { direct } from './direct.ts'
import { failed, isFailed, type Failed } from './failed.ts'
import { byLibrary, type Evaluate } from './library.ts'
import { known, pathOf, type Names } from './paths.ts'
import { reader } from './read.ts'

/**
 * The closure of a checked expression: `&&`, `||` and `!` join the smallest parts that hold none of them; of those, paths
 * and plain comparisons are ours, everything else the library's.
 */
export function assemble(node: ASTNode, names: Names): Evaluate {
  switch (node.op) {
    case '&&':
      return both(condition(node.args[0], names), condition(node.args[1], names))
    case '||':
      return either(condition(node.args[0], names), condition(node.args[1], names))
    case '!_':
      return not(condition(node.args, names))
    default:
      return part(node, names)
  }
}

function part(node: ASTNode, names: Names): Evaluate {
  const path = pathOf(node, names)
  if (path !== undefined) return reader(path, known(node, names).type)
  return direct(node, names) ?? byLibrary(node, names)
}

/** An operand of `&&`, `||`, `!`: true, false or a Failed. */
function condition(node: ASTNode, names: Names): Evaluate {
  const evaluate = assemble(node, names)
  const what = node.input.slice(node.start, node.end)
  const missing = failed(`${what} is missing`)
  const other = failed(`${what} is neither true nor false`)
  return (scope, calls) => {
    const value = evaluate(scope, calls)
    if (typeof value === 'boolean' || isFailed(value)) return value
    return value === null ? missing : other
  }
}

/** As in CEL, either side may decide alone: false && failed is false, in both orders. */
function both(left: Evaluate, right: Evaluate): Evaluate {
  return (scope, calls) => {
    const first = left(scope, calls)
    if (first === false) return false
    const second = right(scope, calls)
    if (second === false) return false
    return first === true ? second : first
  }
}

function either(left: Evaluate, right: Evaluate): Evaluate {
  return (scope, calls) => {
    const first = left(scope, calls)
    if (first === true) return true
    const second = right(scope, calls)
    if (second === true) return true
    return first === false ? second : first
  }
}

function not(operand: Evaluate): Evaluate {
  return (scope, calls) => {
    const value = operand(scope, calls)
    return isFailed(value) ? (value satisfies Failed) : value !== true
  }
}
