// @ts-check
// `npm start`: installs what is missing, translates what is newer in src than in dist, and starts Troth in this very
// process, so that a signal to it is a signal to Troth. What follows `npm start --` goes to `troth start`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
// npm writes it last of all: without it an install was never begun, or never finished.
const installed = `${root}/node_modules/.package-lock.json`

function install() {
  console.error('troth: installing …')
  // The npm that runs us; on Windows it is a .cmd otherwise, which only a shell starts.
  const npm = process.env['npm_execpath']
  const { status } =
    npm === undefined
      ? spawnSync('npm ci', { cwd: root, stdio: ['ignore', 2, 2], shell: true })
      : spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status === 0) return
  console.error('troth: npm could not install; its words stand above.')
  process.exit(1)
}

/** @param {string} path */
const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** @returns {readonly (readonly [from: string, to: string])[]} */
function older() {
  const names = readdirSync(`${root}/src`, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'))
  const ours = names.filter((name) => name.endsWith('.ts') && !/(^console\/|\.(test|testing|d)\.ts$)/.test(name))
  const pairs = ours.map(
    (name) => /** @type {const} */ ([`${root}/src/${name}`, `${root}/dist/${name.slice(0, -3)}.js`]),
  )
  return pairs.filter(([from, to]) => timeOf(to) < timeOf(from))
}

/**
 * Each file by itself, without a look at its types: 2 s for 600 files, where `npm run build` needs 15 (2 cores, 2026-11).
 * Whoever changes the code runs the build and the tests; whoever only starts it need not wait for them.
 */
async function translate() {
  const began = new Date()
  const pairs = older()
  if (pairs.length === 0 && existsSync(`${root}/dist/.built`)) return
  console.error(`troth: building ${pairs.length} files …`)
  const { default: ts } = await import('typescript')
  const { config } = ts.readConfigFile(`${root}/tsconfig.base.json`, (file) => readFileSync(file, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  // One file knows nothing of package.json, which says that all of them are modules.
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext, rewriteRelativeImportExtensions: true }
  for (const [from, to] of pairs) {
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, ts.transpileModule(readFileSync(from, 'utf8'), { compilerOptions, fileName: from }).outputText)
  }
  await bundle()
  // bin/troth compares src with this stamp.
  writeFileSync(`${root}/dist/.built`, '')
  utimesSync(`${root}/dist/.built`, began, began)
}

if (!existsSync(installed)) install()
else if (timeOf(`${root}/package-lock.json`) > timeOf(installed))
  console.error('troth: package-lock.json is newer than what is installed; if it does not start, run `npm ci`.')
if (existsSync(`${root}/src`)) await translate()

process.argv.splice(2, 0, 'start')
await import(new URL('../bin/troth', import.meta.url).href)
