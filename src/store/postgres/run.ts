import { execFile } from 'node:child_process'

import type { Account } from './cluster/account.ts'

export interface Ran {
  /** Null when it could not be started at all, or was killed. */
  readonly code: number | null
  readonly out: string
  /** What it said, or why it could not be started. */
  readonly err: string
}

/**
 * What PostgreSQL's programs get to see of the environment: nothing of `PG*`, and messages in English. Windows needs
 * its own variables to load anything.
 */
export const SPARE_ENV: Readonly<Record<string, string>> | undefined =
  process.platform === 'win32' ? undefined : { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' }

/** How any of its programs is started: in a folder that every account may enter, since ours may be closed to it. */
export function asAccount(account: Account | null) {
  const common = { cwd: process.platform === 'win32' ? undefined : '/', env: SPARE_ENV, windowsHide: true }
  return account === null ? common : { ...common, uid: account.uid, gid: account.gid }
}

export function runAs(account: Account | null, program: string, words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    try {
      execFile(program, words, asAccount(account), (error, out, err) => {
        if (error === null) resolve({ code: 0, out, err })
        else resolve({ code: typeof error.code === 'number' ? error.code : null, out, err: err || error.message })
      })
    } catch (error) {
      // What is not allowed (EACCES, EPERM) is thrown, what is not there (ENOENT) is called back.
      resolve({ code: null, out: '', err: String(error) })
    }
  })
}
