import { hash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nearest } from '../core/document/near.ts'
import type { Sha256 } from '../core/fact/subject.ts'
import { joinPlaybooks } from '../playbook/compile/join.ts'
import type { CompiledPlaybook } from '../playbook/compile/playbook.ts'
import { compileWithHolidays } from '../playbook/compile/with-holidays.ts'
import type { Program } from '../playbook/program.ts'
import { readPlaybook, type PlaybookSource } from '../playbook/read.ts'
import { EXIT, Stop } from './exit.ts'

export const sha256: Sha256 = (text) => hash('sha256', text, 'hex')

const SHIPPED = fileURLToPath(new URL('../../playbooks/', import.meta.url))

export const shippedPlaybooks = (): readonly string[] =>
  readdirSync(SHIPPED, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()

/** The folder or file of a playbook: a path, or the name of a shipped one. */
export function playbookFile(name: string): string {
  const found = [name, `${SHIPPED}${name}`].flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) return []
    return [stat.isDirectory() ? `${path}/playbook.yaml` : path]
  })[0]
  if (found !== undefined) return found
  const near = nearest(name, shippedPlaybooks())
  const mend =
    near === undefined ? `Give a path, or one of: ${shippedPlaybooks().join(', ')}.` : `Did you mean “${near}”?`
  const reason = `There is no playbook “${name}”.`
  throw new Stop(EXIT.input, [{ level: 'error', code: 'no-playbook', place: {}, reason, mend }])
}

/** The file as a person names it: shipped ones without the path they are installed under. */
export const shownAs = (path: string): string =>
  path.startsWith(SHIPPED) ? `playbooks/${path.slice(SHIPPED.length)}` : path

export function loadPlaybook(name: string): PlaybookSource {
  const path = playbookFile(name)
  const read = readPlaybook(readFileSync(path, 'utf8'), shownAs(path))
  if ('problems' in read) throw new Stop(EXIT.input, read.problems)
  return read.playbook
}

export async function compileOne(source: PlaybookSource): Promise<CompiledPlaybook> {
  const compiled = await compileWithHolidays(source, sha256)
  if ('problems' in compiled) throw new Stop(EXIT.input, compiled.problems)
  return compiled.playbook
}

/** `keep-informed,recovery`: several run together. */
export async function loadProgram(names: string): Promise<Program> {
  const compiled: CompiledPlaybook[] = []
  for (const name of names.split(',')) compiled.push(await compileOne(loadPlaybook(name.trim())))
  return joinPlaybooks(compiled)
}
