// @ts-check
// `tsc -b`, the bundle of it, and a stamp of when it began: bin/troth compares src with the stamp to know whether dist is of today.
import { spawnSync } from 'node:child_process'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'
import { tsc } from './local-bin.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Builds dist/ from src/; the compiler's words go to stderr.
 * @returns {Promise<boolean>} false when it does not compile
 */
export async function build() {
  const began = new Date()
  const { status } = spawnSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) return false
  await bundle()
  mkdirSync(`${root}/dist`, { recursive: true })
  writeFileSync(`${root}/dist/.built`, '')
  utimesSync(`${root}/dist/.built`, began, began)
  return true
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exit((await build()) ? 0 : 1)
}
