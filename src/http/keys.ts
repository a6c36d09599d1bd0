import { hash, randomBytes } from 'node:crypto'
import type { Problem } from '../core/document/problem.ts'
import type { Instant } from '../core/time/instant.ts'
import { nearest } from '../core/document/near.ts'
import { apiKeys, type ApiKeyRow } from '../store/company/api-keys.ts'
import { revokeApiKey } from '../store/company/revoke-api-key.ts'
import { writeApiKey } from '../store/company/write-api-key.ts'
import { writeAudit } from '../store/company/write-audit.ts'
import type { Store } from '../store/store.ts'
import { problem, RIGHTS, type Right } from './route.ts'

export interface MakeKey {
  /** Who will use it; it stands in the audit. */
  readonly name: string
  readonly rights: readonly string[]
  readonly by: string
  readonly now: Instant
}

/** SHA-256 is enough: a key is 192 random bits, nobody guesses at those. */
export const keyHash = (key: string): Buffer => hash('sha256', key, 'buffer')

const isRight = (text: string): text is Right => (RIGHTS as readonly string[]).includes(text)

/** Makes a key: `troth_` and 32 letters. It is shown this once; only its hash is kept. */
export async function makeKey(
  store: Store,
  { name, rights, by, now }: MakeKey,
): Promise<{ readonly id: string; readonly key: string } | { readonly problems: readonly Problem[] }> {
  const problems = rights.filter((right) => !isRight(right)).map(unknownRight)
  if (name.trim() === '') problems.push(problem('missing', 'The key has no name.', 'Name who will use it.'))
  if (rights.length === 0)
    problems.push(problem('missing', 'The key may do nothing.', `Give it one of: ${RIGHTS.join(', ')}.`))
  if (problems.length > 0) return { problems }
  const key = `troth_${randomBytes(24).toString('base64url')}`
  const id = `k-${randomBytes(4).toString('hex')}`
  const may = [...new Set(rights)]
  await store.inTransaction(async (tx) => {
    await writeApiKey(tx, { id, name, hash: keyHash(key), may, made: now })
    await writeAudit(tx, { at: now, who: by, what: 'key.made', detail: { key: id, name, may } })
  })
  return { id, key }
}

function unknownRight(right: string): Problem {
  const near = nearest(right, RIGHTS)
  const mend = near === undefined ? `Use one of: ${RIGHTS.join(', ')}.` : `Did you mean “${near}”?`
  return problem('value-not-allowed', `There is no right “${right}”.`, mend)
}

/** All keys that were ever made, without what opens doors. */
export const listKeys = async (store: Store): Promise<readonly Omit<ApiKeyRow, 'hash'>[]> =>
  (await apiKeys(store)).map(({ hash: _hash, ...rest }) => rest)

export interface RevokeKey {
  readonly id: string
  readonly by: string
  readonly now: Instant
}

/** It opens nothing more, in every process within two seconds. */
export async function revokeKey(
  store: Store,
  { id, by, now }: RevokeKey,
): Promise<{ readonly name: string } | { readonly problem: Problem }> {
  return store.inTransaction(async (tx) => {
    const name = await revokeApiKey(tx, id, now)
    if (name === undefined)
      return { problem: problem('no-such-key', `No key “${id}” is in use.`, 'See `troth key list`.') }
    await writeAudit(tx, { at: now, who: by, what: 'key.revoked', detail: { key: id, name } })
    return { name }
  })
}
