import type { Tx } from '../store.ts'

export interface PlaybookVersion {
  readonly playbook: string
  readonly version: string
  readonly valid_from: number
  /** Its YAML. */
  readonly source: string
  /** YAML by language. */
  readonly texts: Readonly<Record<string, string>>
  /** Since when each of its moments has been in force. */
  readonly moments: Readonly<Record<string, number>>
  readonly reason: string
  readonly by: string
}

const newestStatement = {
  name: 'playbooks-in-force',
  text: `select distinct on (playbook) playbook, version, valid_from, source, texts, moments, reason, by
           from playbook_version order by playbook, valid_from desc`,
}

/** The newest version of each playbook, by name. */
export const playbooksInForce = (tx: Tx): Promise<readonly PlaybookVersion[]> =>
  tx.query<PlaybookVersion>(newestStatement)

/** What judges promises; the words of a version are needed only while it is the newest. */
export type PlaybookRules = Pick<PlaybookVersion, 'playbook' | 'version' | 'valid_from' | 'source' | 'moments'>

const allStatement = {
  name: 'all-playbook-versions',
  text: `select playbook, version, valid_from, source, moments from playbook_version order by playbook, valid_from`,
}

/** Every version that ever was in force, by name, oldest first. */
export const allPlaybookVersions = (tx: Tx): Promise<readonly PlaybookRules[]> => tx.query<PlaybookRules>(allStatement)

const writeStatement = {
  name: 'write-playbook-version',
  text: `insert into playbook_version (playbook, version, valid_from, source, texts, moments, reason, by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
}

/** In force from its `valid_from`; a version is never changed. */
export async function writePlaybookVersion(tx: Tx, row: PlaybookVersion): Promise<void> {
  const { playbook, version, valid_from, source, texts, moments, reason, by } = row
  const json = [JSON.stringify(texts), JSON.stringify(moments)]
  await tx.query(writeStatement, [playbook, version, valid_from, source, ...json, reason, by])
}

const latestStatement = {
  name: 'playbooks-changed-at',
  text: 'select coalesce(max(valid_from), 0) as changed from playbook_version',
}

/** When anything was published last. */
export async function playbooksChangedAt(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ changed: number }>(latestStatement)
  return row?.changed ?? 0
}
