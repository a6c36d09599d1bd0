import { readFileSync } from 'node:fs'
import { problemLine, type Problem } from '../../core/document/problem.ts'
import { publishPlaybook } from '../../engine/in-force.ts'
import { compileAll } from '../../engine/words/texts-in-force.ts'
import { lintPlaybook } from '../../playbook/lint/lint.ts'
import { readPlaybook, type PlaybookSource } from '../../playbook/read.ts'
import { playbooksInForce } from '../../store/company/playbook-versions.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import type { Tx } from '../../store/store.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { whoIsThere, withLedger } from '../live/with-ledger.ts'
import { textsBeside } from '../playbook-texts.ts'
import { loadPlaybook, playbookFile, sha256, shippedPlaybooks, shownAs } from '../playbooks.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'

const OPTIONS = { ...SETTINGS_OPTIONS, reason: { type: 'string' }, json: { type: 'boolean', default: false } } as const

/** `publish PLAYBOOK`: puts a playbook and its texts into force, from now on. */
export const publish: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0)
    throw usage('publish takes one playbook.', `A path, or one of: ${shippedPlaybooks().join(', ')}.`)
  const reason = values.reason?.trim() ?? ''
  if (reason === '') throw usage('Say why it is published.', 'Add --reason "…".')
  const source = loadPlaybook(name)
  return withLedger({ world: command.world, values, begin: true }, ({ store }) =>
    store.inTransaction((tx) => publishIn(tx, command, { name, source, reason, json: values.json })),
  )
}

interface Publishing {
  readonly name: string
  readonly source: PlaybookSource
  readonly reason: string
  readonly json: boolean
}

async function publishIn(tx: Tx, { terminal, world }: Command, publishing: Publishing): Promise<number> {
  const { name, source, reason, json } = publishing
  const texts = orderedTexts(name, source)
  const problems = await whatLintSays(tx, publishing)
  const compiled = compileAll(texts, source.shape.playbook)
  // Lint has named them, at their places in the very files.
  if ('problems' in compiled && problems.every(({ level }) => level === 'warning')) problems.push(...compiled.problems)
  if (!json) for (const problem of problems) terminal.err(problemLine(problem))
  if (problems.some(({ level }) => level === 'error')) {
    if (json) terminal.out(JSON.stringify({ published: false, problems }))
    terminal.err('Nothing was published.')
    return EXIT.no
  }
  const [now, who, path] = [world.clock(), whoIsThere(world), playbookFile(name)]
  const publication = { source: readFileSync(path, 'utf8'), texts, file: shownAs(path), reason, by: who, now }
  const answer = await publishPlaybook(tx, publication, sha256)
  if ('problems' in answer) throw new Stop(EXIT.input, answer.problems)
  const { version, isNew } = answer
  if (isNew) {
    await writeAudit(tx, {
      at: now,
      who,
      what: 'playbook.published',
      detail: { playbook: source.shape.playbook, version },
    })
  }
  if (json) terminal.out(JSON.stringify({ published: isNew, playbook: source.shape.playbook, version, problems }))
  else terminal.out(isNew ? `${version} is in force.` : `${version} is in force already; nothing has changed.`)
  return EXIT.ok
}

/** The playbook's own order of languages: the first is the one for customers of whom no language is known. */
function orderedTexts(name: string, { shape }: PlaybookSource): Readonly<Record<string, string>> {
  const { yaml } = textsBeside(name)
  const first = (shape.languages ?? []).filter((language) => language in yaml)
  const rest = Object.keys(yaml).filter((language) => !first.includes(language))
  return Object.fromEntries([...first, ...rest].map((language) => [language, yaml[language] ?? '']))
}

/** Against the version in force and beside the other playbooks in force. */
async function whatLintSays(tx: Tx, { name, source }: Publishing): Promise<Problem[]> {
  const inForce = (await playbooksInForce(tx)).flatMap(({ playbook, source: text }) => {
    const read = readPlaybook(text, playbook)
    return 'problems' in read ? [] : [read.playbook]
  })
  const previous = inForce.find(({ shape }) => shape.playbook === source.shape.playbook)
  const others = inForce.filter((one) => one !== previous)
  const { texts, problems } = textsBeside(name)
  return [...problems, ...lintPlaybook(source, { texts, others, ...(previous === undefined ? {} : { previous }) })]
}
