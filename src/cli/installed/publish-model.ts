import { problemLine } from '../../core/document/problem.ts'
import { readLearned } from '../../engine/model/learned.ts'
import { publishModel } from '../../engine/model/publish-model.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import type { Tx } from '../../store/store.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { textOf } from '../input.ts'
import { whoIsThere, withLedger } from '../live/with-ledger.ts'
import { sha256, shownAs } from '../playbooks.ts'
import type { SettingsWords } from '../settings/read.ts'

export interface PublishingOne extends Command {
  readonly values: SettingsWords & { readonly json: boolean }
  readonly path: string
  readonly reason: string
}

/** `model publish FILE`: puts what was learned into force, from now on. */
export function publishOne(publishing: PublishingOne): Promise<number> {
  const content = textOf(publishing.path)
  return withLedger({ world: publishing.world, values: publishing.values, begin: true }, ({ store }) =>
    store.inTransaction((tx) => publishIn(tx, content, publishing)),
  )
}

async function publishIn(tx: Tx, content: string, publishing: PublishingOne): Promise<number> {
  const { world, terminal, path, reason, values } = publishing
  const [now, who] = [world.clock(), whoIsThere(world)]
  const publication = { content, file: shownAs(path), reason, by: who, now }
  const answer = await publishModel(tx, publication, { readModel: world.readModel ?? readLearned, sha256 })
  if ('problems' in answer) {
    const { problems } = answer
    if (values.json) terminal.out(JSON.stringify({ published: false, problems }))
    else for (const problem of problems) terminal.err(problemLine(problem))
    terminal.err('Nothing was published.')
    return EXIT.input
  }
  const { version, isNew } = answer
  if (isNew) await writeAudit(tx, { at: now, who, what: 'model.published', detail: { version } })
  if (values.json) terminal.out(JSON.stringify({ published: isNew, version, problems: [] }))
  else terminal.out(isNew ? `${version} is in force.` : `${version} is in force already; nothing has changed.`)
  return EXIT.ok
}
