// @ts-check
// `npm test`: build, lint, tests. Whatever happens, the last line is `N passed, N failed`, and the exit code agrees with it.
import { spawnSync } from 'node:child_process'
import { vitest } from './local-bin.mjs'

const long = process.argv.includes('--long')
const env = long ? { TROTH_RUNS: '5000', ...process.env, TROTH_LONG: '1' } : process.env

/** @param {readonly string[]} args */
const passes = (args) => spawnSync(process.execPath, args, { stdio: 'inherit', env }).status === 0

for (const stage of ['tools/build.mjs', 'tools/lint.mjs']) {
  if (!passes([stage])) {
    console.log(`\n${stage} failed; the tests were not run\n\n0 passed, 1 failed`)
    process.exit(1)
  }
}
process.exit(passes([vitest, 'run']) ? 0 : 1)
