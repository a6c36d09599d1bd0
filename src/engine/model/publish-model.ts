import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { Instant } from '../../core/time/instant.ts'
import { ALL_BUCKETS } from '../../store/bucket.ts'
import { modelVersions } from '../../store/company/model-versions.ts'
import { JEOPARDY, writeModelVersion } from '../../store/company/write-model-version.ts'
import { wakeAllOpen } from '../../store/timer/wake-all-open.ts'
import type { Tx } from '../../store/store.ts'
import { tell } from '../relay/tell.ts'
import { TROTH } from '../turn/promise-facts.ts'
import type { ReadModel } from './read-model.ts'

export interface ModelPublication {
  readonly content: string
  readonly file: string
  readonly reason: string
  readonly by: string
  readonly now: Instant
}

export interface PublishingModel {
  readonly readModel: ReadModel
  readonly sha256: Sha256
}

/**
 * In force from the next commit on; the same file again is no news. With any problem nothing is published. Who waits is
 * looked at again, and the silo `operations` hears of it.
 */
export async function publishModel(
  tx: Tx,
  { content, file, reason, by, now }: ModelPublication,
  { readModel, sha256 }: PublishingModel,
): Promise<{ readonly version: string; readonly isNew: boolean } | { readonly problems: readonly Problem[] }> {
  const read = readModel(content, file, sha256)
  if ('problems' in read) return read
  if (!isJson(content)) return { problems: [notJson(file)] }
  const { version } = read
  const [before] = await modelVersions(tx, 1)
  if (before?.version === version) return { version, isNew: false }
  const since = Math.max(now, (before?.valid_from ?? 0) + 1)
  await writeModelVersion(tx, { model: JEOPARDY, version, valid_from: since, content, reason, by })
  await tell(tx, modelPublished({ model: JEOPARDY, version, reason, by, since }), sha256)
  // No commit can decide with the version before from here on (the fence), so those who wait are looked at by this one.
  await wakeAllOpen(tx, ALL_BUCKETS, since)
  return { version, isNew: true }
}

/** A reader may take more than JSON; the table, which keeps the file to the letter, does not. */
function isJson(content: string): boolean {
  try {
    JSON.parse(content)
    return true
  } catch {
    return false
  }
}

const notJson = (file: string): Problem => ({
  level: 'error',
  code: 'model-not-json',
  place: { file },
  reason: 'It is not JSON.',
  mend: 'Publish the file as `troth learn` has written it.',
})

interface Published {
  readonly model: string
  readonly version: string
  readonly reason: string
  readonly by: string
  readonly since: Instant
}

export const modelPublished = ({ model, version, reason, by, since }: Published): Fact => ({
  source: TROTH,
  id: `model.published:${version}:${since}`,
  type: 'model.published',
  subject: 'silo:operations',
  time: since,
  heard: since,
  origin: 'engine',
  data: { model, model_version: version, reason, by },
})
