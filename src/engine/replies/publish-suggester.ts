import type { Sha256 } from '../../core/fact/subject.ts'
import type { Instant } from '../../core/time/instant.ts'
import { modelVersions } from '../../store/company/model-versions.ts'
import { writeModelVersion } from '../../store/company/write-model-version.ts'
import type { Tx } from '../../store/store.ts'
import { modelPublished } from '../model/publish-model.ts'
import { tell } from '../relay/tell.ts'
import { REPLIES } from './suggester-in-force.ts'

export interface SuggesterPublication {
  /** The file, whole. */
  readonly content: string
  readonly reason: string
  readonly by: string
  readonly now: Instant
}

/** The next reply is read with it; the same file again is no news. */
export async function publishSuggester(
  tx: Tx,
  { content, reason, by, now }: SuggesterPublication,
  sha256: Sha256,
): Promise<{ readonly version: string; readonly isNew: boolean }> {
  const version = `replies-${sha256(content).slice(0, 12)}`
  const [before] = await modelVersions(tx, 1, REPLIES)
  if (before?.version === version) return { version, isNew: false }
  const since = Math.max(now, (before?.valid_from ?? 0) + 1)
  await writeModelVersion(tx, { model: REPLIES, version, valid_from: since, content, reason, by })
  await tell(tx, modelPublished({ model: REPLIES, version, reason, by, since }), sha256)
  return { version, isNew: true }
}
