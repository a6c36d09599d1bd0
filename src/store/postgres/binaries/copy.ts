import { createHash, randomBytes } from 'node:crypto'
import { constants, existsSync, readFileSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { completeLinks } from './links.ts'
import { program } from './version.ts'

/**
 * Copies the npm package's `native` (59 MB, 0.1 s) to `<into>/postgres-<hash of the server>`, readable for everyone, and
 * answers that folder. Made beside it and renamed, so that what has the name is whole and two may copy at once.
 * Throws what the system says when `into` may not be written.
 */
export async function copyBinaries(native: string, into: string): Promise<string> {
  const server = readFileSync(program(join(native, 'bin'), 'postgres'))
  const place = join(into, `postgres-${createHash('sha256').update(server).digest('hex').slice(0, 12)}`)
  if (existsSync(place)) return place
  const draft = `${place}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(into, { recursive: true, mode: 0o755 })
    await copyFolder(native, draft)
    completeLinks(draft)
    await rename(draft, place)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(place)) throw error
  }
  return place
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to)
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) await copyFolder(source, target)
    else if (entry.isFile()) await copyOne(source, target)
  }
}

/** Not the mode of the source: under umask 077 npm unpacks what only root may read. */
async function copyOne(source: string, target: string): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_FICLONE)
  await chmod(target, ((await stat(source)).mode & 0o111) === 0 ? 0o644 : 0o755)
}
