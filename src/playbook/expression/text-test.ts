import type { ASTNode } from '@marcbachmann/cel-js'
import { failed, isFailed } from './failed.ts'
import { LIMITS } from './limits.ts'
import { known, pathOf, type Names } from './paths.ts'
import { reader, type Read } from './read.ts'

const TESTS: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  contains: (text, wanted) => text.includes(wanted),
  startsWith: (text, wanted) => text.startsWith(wanted),
  endsWith: (text, wanted) => text.endsWith(wanted),
}

/**
 * `path.contains("literal")`, `startsWith` and `endsWith` as plain closures: a mapping asks them of every row, and the
 * library takes eight times as long (bench/results). Undefined for every other form.
 */
export function textTest(node: ASTNode, names: Names): Read | undefined {
  if (node.op !== 'rcall') return undefined
  const [method, target, [wanted, ...more]] = node.args
  const test = Object.hasOwn(TESTS, method) ? TESTS[method] : undefined
  const path = pathOf(target, names)
  if (test === undefined || path === undefined || known(target, names).type !== 'string') return undefined
  if (wanted?.op !== 'value' || typeof wanted.args !== 'string' || more.length > 0) return undefined
  if (wanted.args.length > LIMITS.needleLength) return undefined
  const literal = wanted.args
  const read = reader(path, 'string')
  const missing = failed(`${path.join('.')} is missing`)
  const tooLong = failed(`${path.join('.')} is too long for a condition`)
  return (scope) => {
    const text = read(scope)
    if (typeof text === 'string') return text.length > LIMITS.textLength ? tooLong : test(text, literal)
    return isFailed(text) ? text : missing
  }
}
