import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { problemLine } from '../../core/document/problem.ts'
import { type PostgresOptions, type RunningPostgres, startPostgres } from './start.ts'

/**
 * A fresh database in a temporary folder, without waiting for the disk; `stop` also removes the folder. Throws when it
 * does not come up.
 */
export async function testPostgres(options: Partial<PostgresOptions> = {}): Promise<RunningPostgres> {
  const folder = testFolder('troth-postgres-')
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const running = await startPostgres({ folder, durable: false, ...options })
  if (!('problems' in running)) return { ...running, stop: () => running.stop().then(remove) }
  remove()
  throw new Error(running.problems.map(problemLine).join('\n'))
}

/** Open to be passed through: as root, PostgreSQL's user has to. */
export function testFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(folder, 0o711)
  return folder
}
