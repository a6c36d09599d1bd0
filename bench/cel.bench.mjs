// Compares the two CEL libraries and our own compiler on a playbook's conditions: compile, evaluate, refuse.
// Build first, then: node bench/cel.bench.mjs > bench/results/<date>-cel.md     (--no-bufbuild once that library is gone)
import { execSync } from 'node:child_process'
import { cpus } from 'node:os'
import { Environment } from '@marcbachmann/cel-js'
import { compileExpression } from '../dist/playbook/expression/compile.js'

const CONDITIONS = [
  'fact.time <= due.to',
  'data.step == "engineer-named"',
  'due.from - promise.made < duration("30h")',
  'data.follows == promise.key && fact.time <= promise.crew_left',
  'score("no_access") > 0.3',
  'customer.outstanding > 0 || customer.open_cases > 0',
]
const MISSING = ['data.reason == "no-access"', 'data.reason < "x"', 'promise.crew_gone - due.to < duration("1h")']
const noon = 1_772_452_800_000
const scope = {
  fact: { fields: { time: 'instant' } },
  data: { fields: { step: 'string', follows: 'string', reason: 'string', due: 'instant' } },
  promise: { fields: { key: 'string', made: 'instant', crew_left: 'instant', crew_gone: 'instant' } },
  due: { fields: { from: 'instant', to: 'instant' } },
  customer: { fields: { outstanding: 'number', open_cases: 'number' } },
}
const values = {
  fact: { time: noon },
  data: { step: 'engineer-named', follows: 'v1', due: '2026-03-02T12:00:00Z' },
  promise: { key: 'v1', made: noon - 3_600_000, crew_left: noon + 1 },
  due: { from: noon, to: noon + 7_200_000 },
  customer: { outstanding: 0, open_cases: 1 },
}
const SCORE = 0.4
const INSTANTS = new Set(['time', 'made', 'crew_left', 'from', 'to'])
const withInstants = (make) =>
  Object.fromEntries(
    Object.entries(values).map(([name, of]) => [
      name,
      Object.fromEntries(
        Object.entries(of).map(([field, value]) => [field, INSTANTS.has(field) ? make(value) : value]),
      ),
    ]),
  )

/** Microseconds of CPU for each call, over at least 0.3 s. */
function cost(work) {
  for (let warm = 0; warm < 300; warm += 1) work()
  let calls = 0
  let spent = 0
  const before = process.cpuUsage()
  while (spent < 300_000) {
    for (let batch = 0; batch < 500; batch += 1) work()
    calls += 500
    const { user, system } = process.cpuUsage(before)
    spent = user + system
  }
  return spent / calls
}
const refusalOf = (work) => {
  try {
    return String(work()).slice(0, 40)
  } catch (error) {
    return error.constructor.name
  }
}

function marcbachmann() {
  const celTypes = { instant: 'google.protobuf.Timestamp', string: 'string', number: 'double' }
  const environment = new Environment().registerFunction('score(string): double', () => SCORE)
  for (const [name, { fields }] of Object.entries(scope)) {
    environment.registerVariable(name, {
      schema: Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, celTypes[type]])),
    })
  }
  const bindings = withInstants((ms) => new Date(ms))
  return { name: '@marcbachmann/cel-js 8.0.0', compile: (source) => environment.parse(source), bindings }
}

async function bufbuild() {
  const { celEnv, celFunc, CelScalar, mapType, parse, plan } = await import('@bufbuild/cel')
  const { timestampFromMs } = await import('@bufbuild/protobuf/wkt')
  const variables = Object.fromEntries(
    Object.keys(scope).map((name) => [name, mapType(CelScalar.STRING, CelScalar.DYN)]),
  )
  const env = celEnv({ variables, funcs: [celFunc('score', [CelScalar.STRING], CelScalar.DOUBLE, () => SCORE)] })
  return {
    name: '@bufbuild/cel 0.6.1',
    compile: (source) => plan(env, parse(source)),
    bindings: withInstants(timestampFromMs),
  }
}

const functions = { score: { args: ['string'], result: 'number' } }
const calls = { score: () => SCORE }
const ours = {
  name: 'compileExpression (ours, on cel-js)',
  bindings: values,
  compile: (source) => {
    const compiled = compileExpression(source, { scope, functions, expects: 'boolean' })
    return (bindings) => compiled.evaluate(bindings, calls)
  },
}

const sides = [marcbachmann(), ...(process.argv.includes('--no-bufbuild') ? [] : [await bufbuild()]), ours]
const head = `| condition | ${sides.map(({ name }) => name).join(' | ')} |\n|---|${sides.map(() => '---:').join('|')}|`
const row = (source, cells) => `| \`${source.replaceAll('|', '\\|')}\` | ${cells.join(' | ')} |`
const perSecond = (us) => (us >= 1 ? `${Math.round(1000 / us)} k` : `${(1 / us).toFixed(2)} M`)

const commit = execSync('git rev-parse --short HEAD').toString().trim()
console.log(
  `# CEL: two libraries and our compiler\n\n${new Date().toISOString().slice(0, 10)} · commit ${commit} (and the working tree) · ${cpus()[0].model} · ${cpus().length} cores · Node ${process.version} · one thread, CPU time, shared machine\n`,
)
console.log(`## Evaluations a second (each library fed its own instants: Date, Timestamp)\n\n${head}`)
for (const source of CONDITIONS) {
  console.log(
    row(
      source,
      sides.map(({ compile, bindings }) => {
        const evaluate = compile(source)
        const value = evaluate(bindings)
        if (value !== true) throw new Error(`${source}: ${value}`)
        return perSecond(cost(() => evaluate(bindings)))
      }),
    ),
  )
}
console.log(`\n## The same when a field is missing\n\n${head}`)
for (const source of MISSING) {
  console.log(
    row(
      source,
      sides.map(({ compile, bindings }) => {
        let evaluate
        const attempt = () => {
          try {
            return evaluate(bindings)
          } catch (error) {
            return error
          }
        }
        try {
          evaluate = compile(source)
        } catch (error) {
          return `refused: ${error.summary}`
        }
        const value = attempt()
        const word = value instanceof Error ? 'error' : typeof value === 'object' ? 'failed' : String(value)
        return `${word}, ${perSecond(cost(attempt))}`
      }),
    ),
  )
}
console.log(`\n## Compiling, µs\n\n${head}`)
for (const source of CONDITIONS)
  console.log(
    row(
      source,
      sides.map(({ compile }) => cost(() => compile(source)).toFixed(1)),
    ),
  )

console.log(`\n## Other costs of ours\n`)
const freshScope = cost(() => compileExpression('fact.time <= due.to', { scope: { ...scope }, functions }))
console.log(`- first expression of a scope (its checking environment is built): ${freshScope.toFixed(0)} µs`)
const text = compileExpression('data.due <= due.to', { scope })
console.log(`- instant held as text, \`data.due <= due.to\`: ${perSecond(cost(() => text.evaluate(values)))}/s`)
const column = compileExpression('CLOSED_DT != "" && QUEUE.startsWith("INFO")', {
  scope: { CLOSED_DT: 'string', QUEUE: 'string' },
})
const row1 = { CLOSED_DT: '2015-01-02 10:00', QUEUE: 'INFO_Mass DOT' }
console.log(
  `- a mapping's \`CLOSED_DT != "" && QUEUE.startsWith("INFO")\`: ${perSecond(cost(() => column.evaluate(row1)))}/s`,
)
const pattern = compileExpression('data.step.matches("^eng.*(named|sent)$")', { scope })
console.log(`- \`matches\` (RE2) on a short text: ${perSecond(cost(() => pattern.evaluate(values)))}/s`)

console.log(
  `\n## What is refused, and when\n\n| source | ${sides.map(({ name }) => name).join(' | ')} |\n|---|${sides.map(() => '---').join('|')}|`,
)
for (const source of [
  'data.stpe == "x"',
  'due.to + 3',
  'data.step < due.to',
  '('.repeat(5_000),
  `${'!'.repeat(20_000)}true`,
]) {
  const cells = sides.map((side) => {
    if (side === ours) return compileExpression(source, { scope }).refused ?? 'accepted'
    return refusalOf(() => {
      const compiled = side.compile(source)
      const checked = compiled.check?.()
      if (checked !== undefined)
        return checked.valid ? 'accepted' : `at compile time, ${checked.error.range.start}–${checked.error.range.end}`
      return compiled(side.bindings) instanceof Error ? 'only when evaluated' : 'accepted'
    })
  })
  console.log(row(source.length > 40 ? `${source.slice(0, 10)}… × ${source.length}` : source, cells))
}
