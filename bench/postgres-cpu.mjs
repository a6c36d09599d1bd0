// @ts-check
import { readdirSync, readFileSync } from 'node:fs'

/**
 * µs of CPU that all processes of a PostgreSQL have used, those that ended included: what the postmaster has waited for is
 * in its own account.
 * @param {{ host: string, port: number }} connection its socket's folder tells it from others
 */
export function postgresCpu({ host, port }) {
  const [pid] = readFileSync(`${host}/.s.PGSQL.${port}.lock`, 'utf8').split('\n')
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (name === pid) ticks += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
      else if (fields[1] === pid) ticks += Number(fields[11]) + Number(fields[12])
    } catch {
      // It has just ended; the postmaster has its account.
    }
  }
  return ticks * 10_000
}
