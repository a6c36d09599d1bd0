// Ends a test run with one line that a person or a script can rely on: `N passed, N failed`, and `, N skipped` when any were.
import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { allowedSkips } from './skips.mjs'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const nameOf = (test: TestCase): string => `${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}`

/** No file at all, a file that does not load, an error outside any test and, in CI, a skip nobody allowed count as failures. */
export function count(modules: readonly TestModule[], strayErrors: number, allowed?: ReadonlySet<string>): Counts {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const inState = (state: string) => tests.filter((test) => test.result().state === state)
  const skipped = inState('skipped')
  const unallowed = allowed === undefined ? [] : skipped.filter((test) => !allowed.has(nameOf(test)))
  const broken = modules.flatMap((module) => [
    ...module.errors(),
    ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
  ])
  for (const test of unallowed) console.error(`skipped, but not in tools/allowed-skips: ${nameOf(test)}`)
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + broken.length + (modules.length === 0 ? 1 : 0) + strayErrors + unallowed.length,
    skipped: skipped.length - unallowed.length,
  }
}

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], strayErrors: readonly unknown[]): void {
    const inCi = process.env['CI'] === 'true'
    const counts = count(modules, strayErrors.length, inCi ? allowedSkips() : undefined)
    if (counts.failed > 0) process.exitCode = 1
    console.log(`\n${closingLine(counts)}`)
  }
}
