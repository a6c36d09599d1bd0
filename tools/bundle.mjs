// @ts-check
// The compiled files and the libraries every command needs, joined to a few files in dist/bundle: Node takes 0.3 s of CPU to find and
// link 380 modules one by one, more than half of what a command over a small file costs (bench/results/2026-11-22-replay.md).
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

// The bundler names files by their real place.
const root = realpathSync(fileURLToPath(new URL('..', import.meta.url)))
export const BUNDLE = `${root}/dist/bundle`

// The others are read when they are wanted: they bring data, workers or binaries of their own.
const JOINED = ['zod', 'yaml', '@marcbachmann/cel-js', '@bufbuild/re2']

/** @param {string} id as an import names it */
export function staysOutside(id) {
  if (id.startsWith('.') || id.startsWith('/') || /^[A-Za-z]:/.test(id)) return false
  return !JOINED.some((name) => id === name || id.startsWith(`${name}/`))
}

/** A file finds what lies beside it by its own place, which is another one in the bundle. */
export const ownPlaces = {
  name: 'own-places',
  /** @param {string} code @param {string} id @returns {{ code: string } | null} null: nothing to change */
  transform(code, id) {
    if (!id.startsWith(root) || !code.includes('import.meta.url')) return null
    const place = JSON.stringify(relative(BUNDLE, id).replaceAll('\\', '/'))
    return { code: code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`) }
  },
}

/**
 * Joins dist/ to dist/bundle/; without one bin/troth loads the files one by one. Names are kept, so that a stack trace reads like the
 * source.
 * @returns {Promise<boolean>} false when there is no bundle: the bundler's words are on stderr
 */
export async function bundle() {
  const fresh = `${BUNDLE}.new`
  rmSync(fresh, { recursive: true, force: true })
  try {
    const { rolldown } = await import('rolldown')
    const input = `${root}/dist/cli/run.js`
    const joined = await rolldown({ input, platform: 'node', external: staysOutside, plugins: [ownPlaces] })
    await joined.write({ dir: fresh, format: 'esm' })
    await joined.close()
    writeFileSync(`${fresh}/LICENSES`, licences())
    rmSync(BUNDLE, { recursive: true, force: true })
    renameSync(fresh, BUNDLE)
  } catch (error) {
    rmSync(BUNDLE, { recursive: true, force: true })
    console.error('troth: its files could not be joined and are loaded one by one:', error)
  }
  return existsSync(BUNDLE)
}

/** What the licences of the joined libraries ask for: their words go where their code goes. */
function licences() {
  const texts = JOINED.map((name) => `${name}\n\n${readFileSync(`${root}/node_modules/${name}/LICENSE`, 'utf8')}`)
  return texts.join(`\n${'-'.repeat(80)}\n\n`)
}
