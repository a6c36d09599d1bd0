import { readFileSync } from 'node:fs'
import type { Fact } from '../../core/fact/fact.ts'
import { problemLine } from '../../core/document/problem.ts'
import { importFile, type Imported } from '../../engine/import/import-file.ts'
import type { Answer } from '../../engine/accept/work.ts'
import { openRejects, type Rejects } from '../../silos/file/rejects.ts'
import { databaseAway, isAway } from '../../store/store.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { loadMapping } from '../input.ts'
import { remoteOf } from '../live/remote.ts'
import { remoteAccept } from '../live/remote-accept.ts'
import { withEngine } from '../live/with-engine.ts'
import { withLedger, type OnLedger } from '../live/with-ledger.ts'
import { sha256 } from '../playbooks.ts'
import { progressBar } from '../progress.ts'
import { readSettings, SETTINGS_OPTIONS } from '../settings/read.ts'
import { count } from '../table.ts'
import { openWarnings, type Warnings } from '../warnings.ts'
import { importId } from './import-id.ts'

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  map: { type: 'string' },
  live: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  rejects: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `import FILE`: a file's past into the ledger. It sends nothing, unless `--live` says that it is news. */
export const importOne: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw usage('import takes one file.', 'troth import FILE [--map MAPPING]')
  if (path === '-') throw usage('An import must be able to begin again.', 'Save it to a file first.')
  const { brand } = readSettings(command.world, values).ladders
  if (values.live) await confirmLive(command, { brand, yes: values.yes })
  const mapping = loadMapping(values.map)
  const text = values.map === undefined ? null : readFileSync(values.map, 'utf8')
  const id = await importId(path, { mapping: text, live: values.live })
  const [rejects, warnings] = [openRejects(values.rejects), openWarnings()]
  const bar = progressBar(command.terminal, command.now)
  const began = command.now()
  const file = { path, mapping, sha256, rejects, warn: warnings.add, onProgress: bar.read }
  const wanted = { file, id, live: values.live, onProgress: (customer: string) => bar.write(shareOf(customer)) }
  const imported = await withLedger({ world: command.world, values, begin: true }, (on) =>
    run(on, command, wanted),
  ).finally(bar.done)
  const problem = rejects.close()
  if ('failed' in imported) throw new Stop(EXIT.input, [imported.failed])
  if (problem !== undefined) throw new Stop(EXIT.input, [problem])
  report(command, { imported, rejects, warnings, json: values.json, tookMs: command.now() - began })
  return EXIT.ok
}

/** Ids are hashes, so they spread evenly over their range, and come in order. */
const shareOf = (customer: string): number => Number.parseInt(customer.slice(0, 8), 16) / 2 ** 32

interface Confirming {
  readonly brand: string
  readonly yes: boolean
}

/** News may be spoken of: a person types the brand's name, a script says --yes as well. */
async function confirmLive({ world, args }: Command, { brand, yes }: Confirming): Promise<void> {
  // parseArgs takes no abbreviation, but a default in a script might: it is asked for in full.
  if (!args.includes('--live')) throw usage('--live must be written in full.', 'troth import FILE --live')
  if (yes) return
  const answer = await world.ask(`These facts count as news: customers may be told of them. Type ${brand} to go on: `)
  if (answer === null) throw usage('--live may tell customers.', 'Add --yes if it is meant.')
  if (answer.trim() !== brand)
    throw usage('That is not the brand; nothing was imported.', 'Try again, or leave --live out.')
}

type Wanted = Omit<Parameters<typeof importFile>[0], 'store' | 'accept' | 'clock'>

async function run(on: OnLedger, { world }: Command, wanted: Wanted): Promise<Imported> {
  const importing = { ...wanted, store: on.store, clock: world.clock }
  const remote = remoteOf(on.settings.folder)
  try {
    if (remote !== null) return await importFile({ ...importing, accept: remoteAccept(remote, wanted) })
    return await withEngine(on, world, (engine) => {
      const accept = (facts: readonly Fact[]): Promise<readonly Answer[]> => engine.accept(facts)
      return importFile({ ...importing, accept })
    })
  } catch (error) {
    if (error instanceof Stop || !isAway(error)) throw error
    const mend = 'Import the same file again: it goes on where it stopped. `troth doctor` says more.'
    throw new Stop(EXIT.away, [{ ...databaseAway(error instanceof Error ? error.message : String(error)), mend }])
  }
}

interface Reporting {
  readonly imported: Extract<Imported, { row: unknown }>
  readonly rejects: Rejects
  readonly warnings: Warnings
  readonly json: boolean
  readonly tookMs: number
}

function report({ terminal }: Command, { imported, rejects, warnings, json, tookMs }: Reporting): void {
  const { row, skipped } = imported
  const { accepted, again } = row.counts
  for (const problem of rejects.problems()) terminal.err(problemLine(problem))
  const shown = rejects.problems().length
  if (rejects.count() > shown)
    terminal.err(`… and ${count(rejects.count() - shown)} more rejected; --rejects FILE keeps all.`)
  warnings.print(terminal)
  const seconds = tookMs / 1000
  if (json) {
    const counts = { facts: row.rows, accepted, again, rejected: rejects.count(), warnings: warnings.count(), skipped }
    terminal.out(JSON.stringify({ import: row.id, live: row.live, ...counts, seconds: Number(seconds.toFixed(1)) }))
    return
  }
  const rate = row.rows - skipped > 0 ? `, ${count(Math.round((row.rows - skipped) / seconds))} facts/s` : ''
  terminal.out(`Imported   ${count(accepted)} facts${row.live ? ' as news' : ' as history: nobody is told of them'}`)
  terminal.out(`           ${count(again)} were heard before, ${count(rejects.count())} rejected`)
  if (skipped > 0) terminal.out(`           went on after ${count(skipped)} facts of a stopped import`)
  terminal.out(`           ${seconds.toFixed(1)} s${rate}`)
}
