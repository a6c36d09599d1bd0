import { chownSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Account } from './account.ts'

/**
 * The first folder on the way to and including `path` that the account may not enter; null when it may enter all. Only
 * mode bits are looked at: PostgreSQL is started without further groups, and what an access list forbids shows as its
 * own error.
 */
export function closedTo(account: Account | null, path: string): string | null {
  if (account === null) return null
  for (const folder of ancestors(realpathSync(path))) {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return folder
  }
  return null
}

/** From the root down. */
function ancestors(path: string): readonly string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...ancestors(parent), path]
}

/** Hands a file or folder to the account; nothing to do when PostgreSQL runs as ourselves. */
export function give(account: Account | null, path: string): void {
  if (account !== null) chownSync(path, account.uid, account.gid)
}

/** Links are not followed: a table space is the business of whoever made it. */
export function giveAll(account: Account | null, path: string): void {
  if (account === null || lstatSync(path).isSymbolicLink()) return
  give(account, path)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAll(account, join(path, name))
}
