import type { Instant } from '../core/time/instant.ts'
import type { Zone } from '../core/time/zone.ts'
import { factsByCustomer, type FactsFile } from '../silos/facts-of-file.ts'
import { openRejects, type Rejects } from '../silos/file/rejects.ts'
import type { Command } from './command.ts'
import { EXIT, Stop, usage } from './exit.ts'
import { loadMapping, loadZone, parseUntil } from './input.ts'
import { loadProgram, sha256 } from './playbooks.ts'
import { progressBar } from './progress.ts'
import type { FileReplay } from './replay-file.ts'
import { openWarnings, type Warnings } from './warnings.ts'

/** The options of every command that runs a file's past through playbooks. */
export const PAST_OPTIONS = {
  map: { type: 'string' },
  playbook: { type: 'string', default: 'keep-informed' },
  until: { type: 'string' },
  zone: { type: 'string' },
  rejects: { type: 'string' },
} as const

export interface PastValues {
  readonly map?: string | undefined
  readonly playbook: string
  readonly until?: string | undefined
  readonly zone?: string | undefined
  readonly rejects?: string | undefined
}

/** A file's past, ready to be replayed. */
export interface Past {
  readonly replay: FileReplay
  readonly zone: Zone
  readonly rejects: Rejects
  readonly warnings: Warnings
  /** To be called when the replay is over: takes the bar away, writes the rest of the rejects. */
  readonly close: () => void
}

export async function openPast({ terminal, now }: Command, path: string, values: PastValues): Promise<Past> {
  const mapping = loadMapping(values.map)
  const zone = loadZone(values.zone ?? mapping?.zone ?? 'UTC')
  const program = await loadProgram(values.playbook)
  const rejects = openRejects(values.rejects)
  const warnings = openWarnings()
  const bar = progressBar(terminal, now)
  const file: FactsFile = { path, mapping, sha256, rejects, warn: warnings.add, onProgress: bar.read }
  const until = values.until === undefined ? await lastHeard(file) : parseUntil(values.until, zone)
  return {
    replay: { ...file, mapping, program, zone: zone.name, until, onProgress: bar.read },
    zone,
    rejects,
    warnings,
    close: () => {
      bar.done()
      const problem = rejects.close()
      if (problem !== undefined) throw new Stop(EXIT.input, [problem])
    },
  }
}

/** Without `--until`, time ends with the last fact heard; finding it reads the file once more. */
async function lastHeard(file: FactsFile): Promise<Instant> {
  if (file.path === '-') throw usage('Standard input can be read only once.', 'Say where time ends with --until.')
  let last = -Infinity
  const silent = { ...file, rejects: openRejects(), warn: () => undefined }
  for await (const batch of factsByCustomer(silent)) {
    if ('failed' in batch) throw new Stop(EXIT.input, [batch.failed])
    for (const { facts } of batch) for (const fact of facts) last = Math.max(last, fact.heard)
  }
  return last === -Infinity ? 0 : last
}
