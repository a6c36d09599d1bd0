import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The path of a real file; absent data fails the test, since a count nobody made proves nothing. */
export function dataFile(name: string): string {
  const folder = resolve(root, process.env['TROTH_DATA'] ?? '../shared/data')
  const path = resolve(folder, name)
  if (!existsSync(path)) throw new Error(`${path} is missing: set TROTH_DATA to the folder that holds ${name}.`)
  return path
}

export const exampleFile = (path: string): string => resolve(root, 'examples', path)
