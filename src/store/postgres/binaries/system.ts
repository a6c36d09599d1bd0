import { execFile } from 'node:child_process'
import { readdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where systems put PostgreSQL; `*` stands for a version, and for one folder name only. */
export const SYSTEM_PLACES: readonly string[] =
  process.platform === 'win32'
    ? ['C:/Program Files/PostgreSQL/*/bin']
    : [
        '/usr/lib/postgresql/*/bin', // Debian, Ubuntu, the Docker image on Debian
        '/usr/pgsql-*/bin', // PostgreSQL's own packages for Red Hat
        '/usr/libexec/postgresql*', // Alpine
        '/usr/local/lib/postgresql/bin',
        '/opt/homebrew/opt/postgresql@*/bin',
        '/usr/local/opt/postgresql@*/bin',
        '/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin',
        '/Applications/Postgres.app/Contents/Versions/*/bin',
      ]

/** Folders that may hold a server, each once; none of them looked into yet. */
export async function systemFolders(places: readonly string[]): Promise<readonly string[]> {
  const found = [...places.flatMap(expand), ...(await onPath())].flatMap(real)
  return [...new Set(found)]
}

function expand(place: string): readonly string[] {
  const parts = place.split('/')
  const at = parts.findIndex((part) => part.includes('*'))
  if (at === -1) return [place]
  const parent = parts.slice(0, at).join('/')
  const [before = '', after = ''] = (parts[at] ?? '').split('*')
  return list(parent)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .map((name) => join(parent, name, ...parts.slice(at + 1)))
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** What is installed where only PATH says so (Nix, asdf, built by hand). */
async function onPath(): Promise<readonly string[]> {
  if (process.platform === 'win32') return []
  const [server, config] = await Promise.all([
    firstLine('/bin/sh', ['-c', 'command -v postgres']),
    firstLine('pg_config', ['--bindir']),
  ])
  return [...server.flatMap(real).map((path) => dirname(path)), ...config]
}

function firstLine(program: string, words: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve) => {
    execFile(program, words, (error, out) => {
      const line = out.split('\n', 1)[0] ?? ''
      resolve(error === null && line !== '' ? [line] : [])
    })
  })
}

function real(path: string): readonly string[] {
  try {
    return [realpathSync(path)]
  } catch {
    return []
  }
}
