import type { Problem } from '../../../core/document/problem.ts'
import { days, formatInstant, hours } from '../../../core/time/instant.ts'
import { readLearned } from '../../../engine/model/learned.ts'
import { lastLoadHour } from '../../../store/load/last-load-hour.ts'
import { modelByVersion } from '../../../store/company/model-by-version.ts'
import { readRunFile } from '../../live/run-file.ts'
import { sha256 } from '../../playbooks.ts'
import type { LookingAtStore } from './database.ts'
import { finding, fine, type Looked } from './finding.ts'

/** Two hours may be missed by a start or a stop; more means that the counting fails. */
const LOAD_IS_OLD = hours(2)

/** Whether the model in force can be read, and knows how silos stand. */
export async function lookAtModel(looking: LookingAtStore): Promise<readonly Looked[]> {
  const { store, world } = looking
  const inForce = await modelByVersion(store, null)
  if (inForce === undefined) return [fine('model', 'none: silos alone say what they expect')]
  const { version, content, valid_from } = inForce
  const read = (world.readModel ?? readLearned)(content, version, sha256)
  const age = Math.max(0, Math.floor((world.clock() - valid_from) / days(1)))
  const findings = 'problems' in read ? read.problems.map(unreadable) : []
  const model = { what: 'model', says: `${version}, in force for ${age} days`, findings }
  return [model, await load(looking, valid_from)]
}

const unreadable = ({ place, reason }: Problem): Problem =>
  finding({
    code: 'model-unreadable',
    place,
    reason: `The model in force cannot be read, so that only silos say what they expect: ${reason}`,
    mend: '`troth learn` makes a new one; `troth model publish` puts it into force.',
  })

/** Only a running server counts; without one there is nothing to expect. */
async function load({ store, settings, world }: LookingAtStore, since: number): Promise<Looked> {
  const [hour, run] = [await lastLoadHour(store), readRunFile(settings.folder)]
  const says = hour === null ? 'not counted yet' : `counted at ${formatInstant(hour).slice(0, 16)}Z`
  const dueSince = Math.max(since, run?.started ?? Infinity, hour ?? -Infinity)
  if (world.clock() - dueSince <= LOAD_IS_OLD || dueSince === Infinity) return fine('load of silos', says)
  const reason = 'How silos stand was counted more than two hours ago; forecasts do not know of what happened since.'
  const mend = 'Its log says why: troth.log in the data folder, `trouble`.'
  return { what: 'load of silos', says, findings: [finding({ level: 'warning', code: 'load-old', reason, mend })] }
}
