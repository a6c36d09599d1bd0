import type { Tx } from '../store.ts'
import type { ApiKeyRow } from './api-keys.ts'

const writeStatement = {
  name: 'write-api-key',
  text: 'insert into api_key (id, name, hash, may, made) values ($1, $2, $3, $4, $5)',
}

/** Opens doors from now on, in every process within five seconds. */
export async function writeApiKey(tx: Tx, { id, name, hash, may, made }: Omit<ApiKeyRow, 'revoked'>): Promise<void> {
  await tx.query(writeStatement, [id, name, hash, JSON.stringify(may), made])
}
