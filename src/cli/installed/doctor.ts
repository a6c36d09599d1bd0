import { problemLine, type Problem } from '../../core/document/problem.ts'
import { databaseAway, isAway, openStore } from '../../store/store.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { findDatabase, isInstalled } from '../live/database.ts'
import { NO_LOG } from '../live/log.ts'
import { readSettings, SETTINGS_OPTIONS, type SettingsWords } from '../settings/read.ts'
import { lookAtDatabase } from './doctor/database.ts'
import { fine, type Looked, type Looking } from './doctor/finding.ts'
import { lookAtChannels, lookAtLeaving, lookAtServer } from './doctor/leaving.ts'
import { lookAtMachine } from './doctor/machine.ts'
import { lookAtModel } from './doctor/model.ts'
import { lookAtPlaybooks } from './doctor/playbooks.ts'

const OPTIONS = { ...SETTINGS_OPTIONS, json: { type: 'boolean', default: false } } as const

/** `doctor`: what is wrong with an installation, and how each of it is mended. It changes nothing. */
export const doctor: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  if (positionals.length > 0) throw usage('doctor looks at the whole installation.', 'troth doctor [--json]')
  const looked: Looked[] = []
  for await (const some of looks(command, values)) {
    looked.push(...some)
    if (!values.json) for (const one of some) print(command, one)
  }
  const findings = looked.flatMap((one) => one.findings)
  if (values.json) command.terminal.out(JSON.stringify({ fine: findings.length === 0, looked }))
  else
    command.terminal.err(
      findings.length === 0 ? 'All is well.' : `${findings.length} finding${findings.length === 1 ? '' : 's'}.`,
    )
  return findings.length === 0 ? EXIT.ok : EXIT.no
}

/** From what needs nothing to what needs all before it. */
async function* looks({ world }: Command, words: SettingsWords): AsyncGenerator<readonly Looked[]> {
  const settings = await orFinding('settings', () => readSettings(world, words))
  if ('findings' in settings) return yield [settings]
  const looking: Looking = { settings: settings.got, world }
  yield [fine('settings', settings.got.file ?? 'no troth.yaml, all as it comes'), ...lookAtMachine(looking)]
  yield [lookAtServer(looking)]
  yield await lookAtChannels(looking)
  if (isInstalled(settings.got)) yield* looksAtLedger(looking)
  else yield [fine('ledger', 'not begun yet: `troth start` begins one')]
}

async function* looksAtLedger(looking: Looking): AsyncGenerator<readonly Looked[]> {
  const database = await orFinding('database', () => findDatabase(looking.settings, NO_LOG))
  if ('findings' in database) return yield [database]
  const store = openStore(database.got.connection, { connections: 2 })
  try {
    const at = { ...looking, store }
    const asked = await orFinding('database', () => lookAtDatabase(at))
    if ('findings' in asked) return yield [asked]
    yield asked.got
    // Without our tables there is nothing more to ask.
    if (asked.got.some(({ what, findings }) => what === 'schema' && findings.length > 0)) return
    yield await lookAtPlaybooks(at)
    yield await lookAtModel(at)
    yield await lookAtLeaving(at)
  } finally {
    await store.close()
    await database.got.stop()
  }
}

/** What stops other commands is a finding here. */
async function orFinding<Got>(what: string, work: () => Got | Promise<Got>): Promise<{ readonly got: Got } | Looked> {
  try {
    return { got: await work() }
  } catch (error) {
    if (error instanceof Stop) return { what, says: 'cannot be used', findings: error.problems }
    if (!isAway(error)) throw error
    return {
      what,
      says: 'does not answer',
      findings: [databaseAway(error instanceof Error ? error.message : String(error))],
    }
  }
}

const WIDTH = 18

function print({ terminal: { out } }: Command, { what, says, findings }: Looked): void {
  out(`${markOf(findings)} ${what.padEnd(WIDTH)} ${says}`)
  for (const problem of findings) out(`    ${problemLine(problem)}`)
}

const markOf = (findings: readonly Problem[]): string =>
  findings.length === 0 ? '✓' : findings.some(({ level }) => level === 'error') ? '✗' : '!'
