import { loadInForce } from '../../engine/in-force.ts'
import { loadsOnRecord } from '../../engine/load/keep-loads.ts'
import { readLearned } from '../../engine/model/learned.ts'
import { modelsInForce } from '../../engine/model/models-in-force.ts'
import { laddersOf } from '../../engine/turn/ladders.ts'
import { verify, type Verified } from '../../engine/verify.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { parseUntil } from '../input.ts'
import { withLedger } from '../live/with-ledger.ts'
import { sha256 } from '../playbooks.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'
import { count } from '../table.ts'

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  until: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `verify`: folds every customer anew from the log, and says whether the ledger's tables say the same. */
export const verifyLedger: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  if (positionals.length > 0) throw usage('verify looks at the whole ledger.', 'troth verify [--until DAY] [--json]')
  return withLedger({ world: command.world, values }, async ({ store, settings }) => {
    const { program } = await loadInForce(store, { sha256, ladders: laddersOf(settings.ladders) })
    const loads = await loadsOnRecord(store, 0)
    const readModel = command.world.readModel ?? readLearned
    const { forecaster } = await modelsInForce(store, { readModel, sha256, loads, since: 0 })
    const until = values.until === undefined ? null : parseUntil(values.until, settings.zone)
    const verified = await verify(store, { program, forecaster, zone: settings.zone.name, sha256, until })
    if (values.json) command.terminal.out(JSON.stringify(verified))
    else print(command, verified)
    return verified.differing.promises + verified.differing.decisions > 0 ? EXIT.no : EXIT.ok
  })
}

function print({ terminal: { out, err } }: Command, verified: Verified): void {
  const { customers, facts, promises, decisions, digest, differing, differences } = verified
  out(`Folded     ${count(facts)} facts of ${count(customers)} customers`)
  out(`Promises   ${count(promises)} versions, ${count(differing.promises)} say something else than the log`)
  out(`Decisions  ${count(decisions)}, ${count(differing.decisions)} would be others if they were taken now`)
  out(`Digests    promises ${digest.promises}`)
  out(`           decisions ${digest.decisions}`)
  for (const { of, customer, name, log, table } of differences) {
    err(`${of} of ${customer}: ${name}`)
    err(`  log    ${log ?? 'nothing'}`)
    err(`  table  ${table ?? 'nothing'}`)
  }
}
