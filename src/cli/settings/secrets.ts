import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Problem } from '../../core/document/problem.ts'
import type { DocumentPath, YamlDocument } from '../../core/document/yaml.ts'

export interface Revealing {
  readonly document: YamlDocument
  readonly env: Readonly<Record<string, string | undefined>>
  /** Paths of files are relative to this folder: the one of `troth.yaml`. */
  readonly folder: string
  readonly problems: Problem[]
}

/**
 * Puts secrets in place of `{ env: NAME }` and `{ file: path }`, wherever they stand. A secret that is not there is a
 * problem with its line; no problem ever repeats one.
 */
export function reveal(value: unknown, path: DocumentPath, revealing: Revealing): unknown {
  if (Array.isArray(value)) return value.map((one: unknown, index) => reveal(one, [...path, index], revealing))
  if (typeof value !== 'object' || value === null) return value
  const [only, ...more] = Object.entries(value)
  if (only !== undefined && more.length === 0 && typeof only[1] === 'string') {
    if (only[0] === 'env') return fromEnv(only[1], path, revealing)
    if (only[0] === 'file') return fromFile(only[1], path, revealing)
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, reveal(inner, [...path, key], revealing)]),
  )
}

function fromEnv(name: string, path: DocumentPath, { env, document, problems }: Revealing): string | null {
  const secret = env[name]
  if (secret !== undefined && secret !== '') return secret
  const reason = `The environment has no ${name}.`
  const mend = `Set ${name} before Troth starts, or write { file: path }.`
  problems.push({ level: 'error', code: 'no-secret', place: document.placeOf(path), reason, mend })
  return null
}

function fromFile(file: string, path: DocumentPath, { folder, document, problems }: Revealing): string | null {
  try {
    return readFileSync(resolve(folder, file), 'utf8').trim()
  } catch {
    const reason = `${file} cannot be read.`
    const mend = 'Check the path, which is relative to troth.yaml, and the right to read it.'
    problems.push({ level: 'error', code: 'no-secret', place: document.placeOf(path), reason, mend })
    return null
  }
}
