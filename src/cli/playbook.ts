import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { nearest } from '../core/document/near.ts'
import { problemLine, type Problem } from '../core/document/problem.ts'
import type { CompiledPlaybook } from '../playbook/compile/playbook.ts'
import { readExamples, type Example } from '../playbook/example/read.ts'
import { runExamples } from '../playbook/example/run.ts'
import { lintPlaybook } from '../playbook/lint/lint.ts'
import type { PlaybookSource } from '../playbook/read.ts'
import { schemaOf } from '../playbook/schema.ts'
import { parseWords, type Command, type Run } from './command.ts'
import { EXIT, Stop, usage } from './exit.ts'
import { playbookLines } from './playbook-shown.ts'
import { previewTexts } from './playbook-preview.ts'
import { textsBeside } from './playbook-texts.ts'
import { compileOne, loadPlaybook, playbookFile, shippedPlaybooks, shownAs } from './playbooks.ts'

const VERBS: Readonly<Record<string, Run>> = { lint, test, show, texts: previewTexts, schema }

/** `playbook lint|test|show|texts|schema`. */
export const playbook: Run = async (command) => {
  const [verb, ...args] = command.args
  const run = verb === undefined ? undefined : VERBS[verb]
  if (run !== undefined) return run({ ...command, args })
  const near = verb === undefined ? undefined : nearest(verb, Object.keys(VERBS))
  throw usage(
    verb === undefined ? 'playbook wants to know what to do.' : `playbook knows no “${verb}”.`,
    near === undefined ? `Use one of: ${Object.keys(VERBS).join(', ')}.` : `Did you mean “${near}”?`,
  )
}

const named = (names: readonly string[]): readonly string[] => (names.length === 0 ? shippedPlaybooks() : names)

async function lint({ args, terminal }: Command): Promise<number> {
  const { values, positionals } = parseWords(args, {
    json: { type: 'boolean', default: false },
    previous: { type: 'string' },
  })
  const sources = named(positionals).map((name) => ({ name, source: loadPlaybook(name) }))
  const previous = values.previous === undefined ? {} : { previous: loadPlaybook(values.previous) }
  const others = sources.map(({ source }) => source)
  const problems: Problem[] = []
  for (const { name, source } of sources) {
    const texts = textsBeside(name)
    problems.push(...(await compileProblems(source)), ...texts.problems)
    problems.push(
      ...lintPlaybook(source, { texts: texts.texts, others: others.filter((one) => one !== source), ...previous }),
    )
  }
  if (values.json) terminal.out(JSON.stringify(problems))
  else for (const problem of problems) terminal.out(problemLine(problem))
  const errors = problems.filter(({ level }) => level === 'error').length
  terminal.err(`${sources.length} playbooks, ${errors} errors, ${problems.length - errors} warnings`)
  return errors > 0 ? EXIT.no : EXIT.ok
}

/** What keeps it from compiling is found by lint as well, beside everything else. */
async function compileProblems(source: PlaybookSource): Promise<readonly Problem[]> {
  try {
    await compileOne(source)
    return []
  } catch (error) {
    if (error instanceof Stop) return error.problems
    throw error
  }
}

async function test({ args, terminal }: Command): Promise<number> {
  const { values, positionals } = parseWords(args, { json: { type: 'boolean', default: false } })
  const names = named(positionals)
  const examples = names.flatMap(examplesBeside)
  const compiled = new Map<string, CompiledPlaybook>()
  for (const name of new Set([...names, ...examples.flatMap((example) => example.playbooks)])) {
    const one = await compileOne(loadPlaybook(name))
    compiled.set(one.name, one)
  }
  const ran = runExamples(examples, compiled)
  const failed = ran.filter(({ result }) => !('passed' in result))
  if (values.json) terminal.out(JSON.stringify(ran))
  else
    for (const { says, result } of ran) {
      terminal.out(`${'passed' in result ? '✓' : '✗'} ${says}`)
      if (!('passed' in result)) for (const line of result.differences) terminal.out(`    ${line}`)
    }
  terminal.err(`${ran.length - failed.length} examples passed, ${failed.length} failed`)
  return failed.length > 0 ? EXIT.no : EXIT.ok
}

function examplesBeside(name: string): readonly Example[] {
  const playbookPath = playbookFile(name)
  const path = join(dirname(playbookPath), 'examples.yaml')
  if (!existsSync(path)) {
    const reason = `${basename(dirname(playbookPath))} has no examples.yaml beside it.`
    const mend = 'Write at least one: given these facts, expect these decisions.'
    throw new Stop(EXIT.input, [{ level: 'error', code: 'no-examples', place: { file: shownAs(path) }, reason, mend }])
  }
  const read = readExamples(readFileSync(path, 'utf8'), shownAs(path), loadPlaybook(name).shape.playbook)
  if ('problems' in read) throw new Stop(EXIT.input, read.problems)
  return read.examples
}

async function show({ args, terminal }: Command): Promise<number> {
  const { positionals } = parseWords(args, {})
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0)
    throw usage('playbook show takes one playbook.', `Shipped are: ${shippedPlaybooks().join(', ')}.`)
  const source = loadPlaybook(name)
  const { version } = await compileOne(source)
  terminal.out(`${version}  ${source.shape.says ?? ''}`.trimEnd())
  for (const line of playbookLines(source.shape)) terminal.out(line)
  return EXIT.ok
}

async function schema({ args, terminal }: Command): Promise<number> {
  const { positionals } = parseWords(args, {})
  const [file = 'playbook'] = positionals
  if (file !== 'playbook' && file !== 'examples' && file !== 'texts')
    throw usage(`There is no schema of “${file}”.`, 'Use one of: playbook, examples, texts.')
  terminal.out(JSON.stringify(schemaOf(file), null, 2))
  return EXIT.ok
}
