import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

interface Link {
  /** `native/lib/libpq.so.5.18` */
  readonly source: string
  /** `native/lib/libpq.so.5` */
  readonly target: string
}

/**
 * npm packages cannot hold symbolic links, so this one lists them and makes them in an install script, which closed
 * networks, pnpm and newer npm do not run; some also lose the right to execute. Makes good both; twice does no harm.
 * Throws what the system says when the folder may not be written.
 * @param folder the package's `native`
 */
export function completeLinks(folder: string): void {
  for (const { source, target } of readLinks(folder)) link(within(folder, source), within(folder, target))
  if (process.platform === 'win32') return
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const path = join(folder, 'bin', name)
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755)
  }
}

/** The list names the folder `native`; a copy of it has another name. */
const within = (folder: string, listed: string): string => join(folder, listed.replace(/^native\//, ''))

function link(source: string, target: string): void {
  // Follows the link: one that leads nowhere is made anew.
  if (existsSync(target)) return
  rmSync(target, { force: true })
  try {
    if (process.platform === 'win32') copyFileSync(source, target)
    // Both lie in the same folder in every package seen; relative, so that the folder can be moved.
    else symlinkSync(dirname(source) === dirname(target) ? basename(source) : source, target)
  } catch (error) {
    // Another process starts at the same moment.
    if (!existsSync(target)) throw error
  }
}

function readLinks(folder: string): readonly Link[] {
  const list = join(folder, 'pg-symlinks.json')
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as readonly Link[]) : []
}
