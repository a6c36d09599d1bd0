import type { ASTNode } from '@marcbachmann/cel-js'
import { direct } from './direct.ts'
import { failed, isFailed, type Failed } from './failed.ts'
import { byLibrary, type Evaluate } from './library.ts'
import { known, pathOf, type Names } from './paths.ts'
import { reader } from './read.ts'
import { textTest } from './text-test.ts'

/**
 * The closure of a checked expression: `&&`, `||`, `!` and `? :` join the smallest parts that hold none of them; of those, paths
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
    case '?:':
      return choice(condition(node.args[0], names), [assemble(node.args[1], names), assemble(node.args[2], names)])
    case 'value':
      return typeof node.args === 'string' ? always(node.args) : part(node, names)
    default:
      return part(node, names)
  }
}

function part(node: ASTNode, names: Names): Evaluate {
  const path = pathOf(node, names)
  if (path !== undefined) return reader(path, known(node, names).type)
  return direct(node, names) ?? textTest(node, names) ?? byLibrary(node, names)
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

const always =
  (value: string): Evaluate =>
  () =>
    value

/** Only the side that was chosen is looked at. */
function choice(which: Evaluate, [yes, no]: readonly [Evaluate, Evaluate]): Evaluate {
  return (scope, calls) => {
    const chosen = which(scope, calls)
    if (typeof chosen !== 'boolean') return chosen
    return chosen ? yes(scope, calls) : no(scope, calls)
  }
}

function not(operand: Evaluate): Evaluate {
  return (scope, calls) => {
    const value = operand(scope, calls)
    return isFailed(value) ? (value satisfies Failed) : value !== true
  }
}
