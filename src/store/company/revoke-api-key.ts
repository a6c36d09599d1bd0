import type { Tx } from '../store.ts'

const revokeStatement = {
  name: 'revoke-api-key',
  text: 'update api_key set revoked = $2 where id = $1 and revoked is null returning name',
}

/** Answers its name; undefined: there is no such key, or it was revoked before. */
export async function revokeApiKey(tx: Tx, id: string, now: number): Promise<string | undefined> {
  const [row] = await tx.query<{ name: string }>(revokeStatement, [id, now])
  return row?.name
}
