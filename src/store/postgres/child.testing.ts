import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import ts from 'typescript'

import type { Refused } from './refused.ts'
import type { PostgresOptions, RunningPostgres } from './start.ts'

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '../../..')

/** A Node process of its own that starts PostgreSQL, to be killed or to run as somebody else. */
export interface Child {
  readonly node: ChildProcess
  /** What startPostgres answered. */
  readonly answer: Omit<RunningPostgres, 'stop' | 'onDeath'> | Refused
  /** The next line it writes. */
  readonly says: () => Promise<string>
}

// After its answer it waits: `stop` on stdin stops the database first, anything else only ends it; SIGINT is only mentioned.
const SCRIPT = `
import { startPostgres } from './src/store/postgres/start.js'
process.on('SIGINT', () => console.log('got SIGINT'))
const answer = await startPostgres(JSON.parse(process.argv[2]))
console.log(JSON.stringify(answer))
process.stdin.once('data', async (line) => {
  if (String(line) === 'stop\\n') await answer.stop?.()
  process.exit(0)
})
`

const FIND = `
import { findRunning } from './src/store/postgres/adopt.js'
console.log(JSON.stringify(await findRunning(process.argv[2])))
`

/** Compiles this folder into `into`, since Node 20 runs no TypeScript; open to every user. */
export function compileInto(into: string): void {
  const options = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
  }
  for (const file of readdirSync(HERE, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /\.(test|testing)\.ts$/.test(file)) continue
    const target = join(into, 'src/store/postgres', file.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(target), { recursive: true })
    const source = readFileSync(join(HERE, file), 'utf8')
    writeFileSync(target, ts.transpileModule(source, { compilerOptions: options }).outputText)
  }
  writeFileSync(join(into, 'package.json'), '{"type":"module"}')
  writeFileSync(join(into, 'run.js'), SCRIPT)
  writeFileSync(join(into, 'find.js'), FIND)
  symlinkSync(join(ROOT, 'node_modules'), join(into, 'node_modules'))
}

/** What `findRunning` answers a command of that user. */
export function findInChild(compiled: string, folder: string, uid: number): unknown {
  const words = [join(compiled, 'find.js'), folder]
  const { stdout } = spawnSync(process.execPath, words, { cwd: '/', encoding: 'utf8', uid, gid: uid })
  return JSON.parse(stdout)
}

/** @param uid as whom; ourselves when absent */
export async function startInChild(compiled: string, options: PostgresOptions, uid?: number): Promise<Child> {
  const node = spawn(process.execPath, [join(compiled, 'run.js'), JSON.stringify(options)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const lines = createInterface({ input: node.stdout })[Symbol.asyncIterator]()
  const says = async (): Promise<string> => (await lines.next()).value ?? ''
  const first = await says()
  if (first === '') throw new Error('the child said nothing')
  return { node, says, answer: JSON.parse(first) as Child['answer'] }
}

export function exitOf(child: Child): Promise<void> {
  return new Promise((resolve) => {
    if (child.node.exitCode !== null || child.node.signalCode !== null) resolve()
    else child.node.once('exit', () => resolve())
  })
}
