import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { vitest } from './local-bin.mjs'
import { parseAllowedSkips } from './skips.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'troth-closing-line-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
writeFileSync(join(folder, 'vitest.config.mjs'), 'export default {}')

/** Runs the given test files, and only those, in a vitest of its own: the last line of its output and its exit code. */
function runOf(
  files: readonly string[],
  ci: boolean,
): { readonly last: string | undefined; readonly code: number | null } {
  for (const old of readdirSync(folder)) if (old.endsWith('.test.ts')) rmSync(join(folder, old))
  files.forEach((body, index) => {
    writeFileSync(join(folder, `${index}.test.ts`), `import { expect, test } from 'vitest'\n${body}`)
  })
  const args = [vitest, 'run', '--root', folder, '--reporter', join(root, 'tools/closing-line.ts')]
  const env = { ...process.env, CI: ci ? 'true' : '' }
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env, cwd: folder })
  return { last: stdout.trimEnd().split('\n').at(-1), code: status }
}

test('a run that passes ends with its counts and exit code 0', () => {
  expect(runOf([`test('a', () => {}); test('b', () => {})`], true)).toEqual({ last: '2 passed, 0 failed', code: 0 })
})

test('a failing test is counted, and so are a file that does not load and an error outside any test', () => {
  const failing = `test('a', () => expect(1).toBe(2))`
  const broken = `throw new Error('no')`
  const stray = `test('a', async () => {
    setTimeout(() => { throw new Error('stray') })
    await new Promise((resolve) => setTimeout(resolve, 20))
  })`
  expect(runOf([failing, broken, stray], true)).toEqual({ last: '1 passed, 3 failed', code: 1 })
})

test('a skip is only counted at home and is a failure in CI unless it is allowed', () => {
  const skip = `test.skip('a', () => {}); test('b', () => {})`
  expect(runOf([skip], false)).toEqual({ last: '1 passed, 0 failed, 1 skipped', code: 0 })
  expect(runOf([skip], true)).toEqual({ last: '1 passed, 1 failed', code: 1 })
})

test('a run that finds no test is a failure', () => {
  expect(runOf([], true)).toEqual({ last: '0 passed, 1 failed', code: 1 })
})

test('an allowed skip needs a reason', () => {
  expect(parseAllowedSkips('# why\n\na.test.ts > x :: needs a printer\n')).toEqual(new Set(['a.test.ts > x']))
  expect(() => parseAllowedSkips('a.test.ts > x')).toThrow('no reason')
})
