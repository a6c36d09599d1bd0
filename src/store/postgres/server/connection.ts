import { readFileSync } from 'node:fs'

import type { Home } from '../cluster/home.ts'
import { type Refused, refused } from '../refused.ts'

/** To hand to `pg.Pool` as it is. */
export interface Connection {
  /** The folder of a unix socket, or 127.0.0.1 where there are none (Windows). */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** Where a server listens. */
export type Address = Pick<Connection, 'host' | 'port'>

/** The role and the database are both called so; the role may do everything, since nobody else uses this server. */
export const TROTH = 'troth'

export function connectionTo(address: Address, home: Home): Connection | Refused {
  try {
    const { host, port } = address
    return { host, port, user: TROTH, password: readFileSync(home.password, 'utf8'), database: TROTH }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error
    return refused('password-missing', home.password, {
      reason: 'the password of the database is not there.',
      mend: 'Bring this file back from a backup of the same folder.',
    })
  }
}
