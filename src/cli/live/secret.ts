import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../../core/document/problem.ts'
import { openVault, type Vault } from '../../store/people/vault.ts'
import { EXIT, Stop } from '../exit.ts'
import type { Settings } from '../settings/settings.ts'

const BYTES = 32

export const secretFile = (folder: string): string => join(folder, 'secret')

/**
 * The vault of this installation, from TROTH_SECRET or the data folder. A secret is made only for a ledger that is new:
 * another one than it was begun with opens none of its personal data.
 */
export function openSecret({ folder, secret }: Pick<Settings, 'folder' | 'secret'>, isNew: boolean): Vault {
  if (secret !== null)
    return openVault(decoded(secret, { place: {}, reason: 'TROTH_SECRET is not 32 bytes in base64.' }))
  const file = secretFile(folder)
  if (existsSync(file)) {
    const reason = 'It does not hold 32 bytes in base64.'
    return openVault(decoded(readFileSync(file, 'utf8'), { place: { file }, reason }))
  }
  if (!isNew) throw new Stop(EXIT.input, [missing(file)])
  mkdirSync(folder, { recursive: true })
  const made = randomBytes(BYTES)
  // `wx`: two that begin at once must not each seal with a secret of their own.
  writeFileSync(file, `${made.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return openVault(made)
}

function decoded(text: string, wrong: Pick<Problem, 'place' | 'reason'>): Buffer {
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.length === BYTES) return bytes
  const mend = 'Bring back the one this installation was begun with; `openssl rand -base64 32` makes a new one.'
  throw new Stop(EXIT.input, [{ level: 'error', code: 'bad-secret', ...wrong, mend }])
}

const missing = (file: string): Problem => ({
  level: 'error',
  code: 'no-secret',
  place: { file },
  reason: 'The secret of this installation is not there, and its ledger is not new.',
  mend: 'Bring this file back from a backup, or set TROTH_SECRET to what it held.',
})
