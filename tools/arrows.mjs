// @ts-check
// Runs dependency-cruiser over src. It must have seen modules: under a TypeScript it cannot use it reads none and is content.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { depcruise } from './local-bin.mjs'

const run = spawnSync(process.execPath, [depcruise, 'src', '--config', '.dependency-cruiser.cjs', '-T', 'json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
})
if (run.stdout === '') {
  console.error(run.stderr)
  process.exit(1)
}
/** @type {{ summary: { violations: { from: string, to: string, rule: { name: string }, cycle?: { name: string }[] }[] }, modules: { source: string, dependencies: unknown[] }[] }} */
const { summary, modules } = JSON.parse(run.stdout)
const { forbidden } = (await import('../.dependency-cruiser.cjs')).default
const why = new Map(forbidden.map((/** @type {{ name: string, comment: string }} */ rule) => [rule.name, rule.comment]))

for (const { from, to, rule, cycle } of summary.violations) {
  const path = cycle === undefined ? to : cycle.map((step) => step.name).join(' → ')
  console.error(`${from} → ${path}\n    ${rule.name}: ${why.get(rule.name)}`)
}
const files = readdirSync('src', { recursive: true }).filter((name) => String(name).endsWith('.ts')).length
const seen = modules.filter((module) => module.source.startsWith('src/'))
const arrows = seen.reduce((sum, module) => sum + module.dependencies.length, 0)
const blind = seen.length < files || arrows === 0
console.log(`arrows: ${seen.length} of ${files} modules, ${arrows} imports, ${summary.violations.length} violations`)
if (blind) console.error('arrows: dependency-cruiser did not read all of src; its TypeScript must be 6')
process.exit(blind || summary.violations.length > 0 ? 1 : 0)
