// @ts-check
// All checks that read the code without running it. Each one runs even when an earlier one failed: one round shows everything.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { oxfmt, oxlint, tsc } from './local-bin.mjs'

const ours = ['src', 'tools', 'stories', 'examples', 'simulate', 'bench', 'vitest.config.ts'].filter((path) =>
  existsSync(path),
)

/** @type {readonly (readonly [string, readonly string[]])[]} */
const checks = [
  ['oxlint', [oxlint, '--type-aware', '--report-unused-disable-directives', ...ours]],
  ['oxfmt', [oxfmt, '--check', ...ours, '.dependency-cruiser.cjs']],
  ['types of tests and tools', [tsc, '-p', 'tsconfig.test.json']],
  ['arrows', ['tools/arrows.mjs']],
  ['paths in docs', ['tools/doc-paths.mjs']],
]

const failed = checks.filter(([name, args]) => {
  const began = performance.now()
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  const output = `${run.stdout}${run.stderr}`
  const warned = /[1-9]\d* warning/.test(output)
  if (run.status !== 0 || warned) console.log(output.trim())
  console.log(`${run.status === 0 ? 'ok  ' : 'FAIL'} ${name}, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return run.status !== 0
})
process.exit(failed.length > 0 ? 1 : 0)
