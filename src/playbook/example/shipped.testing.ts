import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { problemLine, type Problem } from '../../core/document/problem.ts'
import { loadHolidays } from '../../core/time/holidays.ts'
import { holidayPlace, holidaysNamed, type HolidaysByPlace } from '../compile/calendars.ts'
import { compilePlaybook, type CompiledPlaybook } from '../compile/playbook.ts'
import { readTexts, type TextsSource } from '../lint/texts-file.ts'
import { readPlaybook, type PlaybookSource } from '../read.ts'
import { readExamples, type Example } from './read.ts'

export const SHIPPED = ['keep-informed', 'open-door', 'recovery', 'as-quoted', 'first-120-days'] as const

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

const fileOf = (playbook: string, name: string): string => `playbooks/${playbook}/${name}`

const refuse = (problems: readonly Problem[]): never => {
  throw new Error(problems.map(problemLine).join('\n'))
}

export function sourceOf(playbook: string): PlaybookSource {
  const file = fileOf(playbook, 'playbook.yaml')
  const read = readPlaybook(readFileSync(file, 'utf8'), file)
  return 'problems' in read ? refuse(read.problems) : read.playbook
}

export function textsOf(playbook: string): readonly TextsSource[] {
  return (sourceOf(playbook).shape.languages ?? []).map((language) => {
    const file = fileOf(playbook, `texts.${language}.yaml`)
    const read = readTexts(readFileSync(file, 'utf8'), file, language)
    return 'problems' in read ? refuse(read.problems) : read.texts
  })
}

export function examplesOf(playbook: string): readonly Example[] {
  const file = fileOf(playbook, 'examples.yaml')
  if (!existsSync(file)) return []
  const read = readExamples(readFileSync(file, 'utf8'), file, playbook)
  return 'problems' in read ? refuse(read.problems) : read.examples
}

export async function holidaysOf(source: PlaybookSource): Promise<HolidaysByPlace> {
  const holidays = new Map()
  for (const name of holidaysNamed(source.shape)) {
    const loaded = await loadHolidays(holidayPlace(name))
    if (!('error' in loaded)) holidays.set(name, loaded)
  }
  return holidays
}

export async function compiledOf(playbook: string): Promise<CompiledPlaybook> {
  const source = sourceOf(playbook)
  const compiled = compilePlaybook(source, { holidays: await holidaysOf(source), sha256 })
  return 'problems' in compiled ? refuse(compiled.problems) : compiled.playbook
}
