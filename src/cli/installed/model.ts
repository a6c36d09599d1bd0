import { nearest } from '../../core/document/near.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { modelByVersion } from '../../store/company/model-by-version.ts'
import { modelVersions, type ListedModel } from '../../store/company/model-versions.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { withLedger } from '../live/with-ledger.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'
import { columns } from '../table.ts'
import { publishOne } from './publish-model.ts'

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  reason: { type: 'string' },
  limit: { type: 'string', default: '20' },
  json: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseWords<typeof OPTIONS>>['values']

interface Asked extends Command {
  readonly values: Values
  readonly word: string | undefined
}

const VERBS: Readonly<Record<string, (asked: Asked) => Promise<number>>> = { list, show, publish }

const SEE = 'troth model list, troth model show [VERSION], troth model publish FILE --reason WHY'

/** `model list|show|publish`: what was learned from the past, and which of it is in force. */
export const model: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [verb, word, ...more] = positionals
  if (verb === undefined || more.length > 0) throw usage('model takes a verb, and perhaps one more word.', SEE)
  const run = VERBS[verb]
  if (run !== undefined) return run({ ...command, values, word })
  const near = nearest(verb, Object.keys(VERBS))
  throw usage(`model has no verb “${verb}”.`, near === undefined ? SEE : `Did you mean “${near}”?`)
}

function publish({ word, values, ...command }: Asked): Promise<number> {
  if (word === undefined) throw usage('model publish takes one file.', 'The one `troth learn` has written.')
  const reason = values.reason?.trim() ?? ''
  if (reason === '') throw usage('Say why it is published.', 'Add --reason "…".')
  return publishOne({ ...command, values, path: word, reason })
}

async function list({ word, values, world, terminal: { out } }: Asked): Promise<number> {
  if (word !== undefined) throw usage('model list takes no more words.', SEE)
  const limit = Number(values.limit)
  if (!Number.isInteger(limit) || limit < 1) throw usage(`--limit ${values.limit} is no number.`, 'From 1 on.')
  return withLedger({ world, values }, async ({ store }) => {
    const versions = await modelVersions(store, limit)
    if (values.json) for (const [n, version] of versions.entries()) out(JSON.stringify(shown(version, n === 0)))
    else if (versions.length === 0) out('No model has been published; silos alone say what they expect.')
    else for (const line of table(versions)) out(line)
    return EXIT.ok
  })
}

const shown = ({ model: name, version, valid_from, reason, by }: ListedModel, isInForce: boolean): object => ({
  model: name,
  version,
  since: formatInstant(valid_from),
  inForce: isInForce,
  reason,
  by,
})

function table(versions: readonly ListedModel[]): readonly string[] {
  const head = ['version', 'since', 'by', 'reason']
  const rows = versions.map(({ version, valid_from, by, reason }, n) => [
    n === 0 ? `${version} (in force)` : version,
    `${formatInstant(valid_from).slice(0, 16)}Z`,
    by,
    reason,
  ])
  return columns([head, ...rows], head.length)
}

async function show({ word, values, world, terminal: { out, err } }: Asked): Promise<number> {
  return withLedger({ world, values }, async ({ store }) => {
    const found = await modelByVersion(store, word ?? null)
    if (found === undefined) {
      err(word === undefined ? 'No model has been published.' : `No model “${word}” has been published.`)
      return EXIT.no
    }
    // What was published, to the letter: it can be published again, or compared.
    if (!values.json) err(`${found.version}, since ${formatInstant(found.valid_from)}, by ${found.by}: ${found.reason}`)
    out(found.content)
    return EXIT.ok
  })
}
