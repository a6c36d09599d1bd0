import { readFileSync } from 'node:fs'

import { type Refused, refused } from '../refused.ts'

/** A user of the operating system. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

export interface AccountQuestion {
  /** Whom the existing data belong to; null when there are none yet. */
  readonly owner: { readonly uid: number; readonly gid: number } | null
  /** Our own user id; undefined where the system has none (Windows). */
  readonly ourselves: number | undefined
  /** The lines of /etc/passwd. */
  readonly users: string
}

// Debian and Red Hat call it `postgres`, macOS `_postgres`; `nobody` is on every one of them and in most containers.
const CANDIDATES = ['postgres', '_postgres', 'nobody']

/**
 * As whom PostgreSQL runs, since it refuses to run as root; null: as ourselves. Data that exist decide: PostgreSQL
 * serves only data of its own user, and whoever made them may come back as that user.
 */
export function accountFor({ owner, ourselves, users }: AccountQuestion): Account | Refused | null {
  if (ourselves !== 0) return null
  const known = accounts(users)
  if (owner !== null && owner.uid !== 0)
    return { ...owner, name: known.find(({ uid }) => uid === owner.uid)?.name ?? `user ${owner.uid}` }
  for (const name of CANDIDATES) {
    const account = known.find((one) => one.name === name && one.uid !== 0)
    if (account !== undefined) return account
  }
  return refused('no-unprivileged-user', '/etc/passwd', {
    reason: 'PostgreSQL refuses to run as root, and there is neither a user "postgres" nor "nobody" to run it as.',
    mend: 'Make one (useradd --system postgres), or start Troth as an ordinary user.',
  })
}

/** Empty where there is no such file. */
export function readUsers(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}

function accounts(users: string): readonly Account[] {
  return users.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':')
    // macOS writes nobody as -2, which setuid takes as 2^32 − 2.
    return /^-?\d+$/.test(uid) && /^-?\d+$/.test(gid) ? [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }] : []
  })
}
