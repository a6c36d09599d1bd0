import type { Tx } from '../store.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly name: string
  /** SHA-256 of the key. The key itself is shown once and kept nowhere. */
  readonly hash: Buffer
  readonly may: readonly string[]
  readonly made: number
  readonly revoked: number | null
}

const keysStatement = {
  name: 'api-keys',
  text: 'select id, name, hash, may, made, revoked from api_key order by made, id',
}

/** All that were ever made, the revoked ones too, oldest first. */
export const apiKeys = (tx: Tx): Promise<readonly ApiKeyRow[]> => tx.query<ApiKeyRow>(keysStatement)
