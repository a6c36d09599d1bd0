import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { Account } from '../cluster/account.ts'
import { runAs } from '../run.ts'

/** A folder with `postgres` and `initdb` that run as the account. */
export interface Binaries {
  readonly folder: string
  readonly version: Version
}

export interface Version {
  /** `18.4`, `19beta1` */
  readonly text: string
  readonly major: number
  readonly minor: number
}

/** Debian 12 ships it; the oldest our statements are tried on. */
export const OLDEST_MAJOR = 15

export function program(folder: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(folder, process.platform === 'win32' ? `${name}.exe` : name)
}

/** Runs `postgres --version` as the account would: whether it may and whether its libraries load shows in no file mode. */
export async function inspect(
  folder: string,
  account: Account | null,
): Promise<Binaries | { readonly unusable: string }> {
  for (const name of ['postgres', 'initdb'] as const)
    if (!existsSync(program(folder, name))) return { unusable: `there is no ${name} in it` }
  const { code, out, err } = await runAs(account, program(folder, 'postgres'), ['--version'])
  const version = code === 0 ? readVersion(out) : null
  if (version === null) return { unusable: `it does not run: ${(err || out).trim().split('\n', 1)[0]}` }
  return { folder, version }
}

/** Of `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`. */
export function readVersion(said: string): Version | null {
  const [, text, major, minor] = /\(PostgreSQL\) ((\d+)(?:\.(\d+)|\w*))/.exec(said) ?? []
  if (text === undefined || major === undefined) return null
  return { text, major: Number(major), minor: Number(minor ?? 0) }
}

export function newestFirst(one: Binaries, other: Binaries): number {
  return other.version.major - one.version.major || other.version.minor - one.version.minor
}
