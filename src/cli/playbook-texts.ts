import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Problem } from '../core/document/problem.ts'
import { readTexts, type TextsSource } from '../playbook/lint/texts-file.ts'
import { playbookFile, shownAs } from './playbooks.ts'

export interface TextsBeside {
  /** As they stand, by language. */
  readonly yaml: Readonly<Record<string, string>>
  readonly texts: readonly TextsSource[]
  readonly problems: readonly Problem[]
}

/** The `texts.<language>.yaml` files beside a playbook. */
export function textsBeside(name: string): TextsBeside {
  const folder = dirname(playbookFile(name))
  const yaml: Record<string, string> = {}
  const texts: TextsSource[] = []
  const problems: Problem[] = []
  for (const file of readdirSync(folder).toSorted()) {
    const language = /^texts\.([a-z]{2}(?:-[A-Z]{2})?)\.yaml$/.exec(file)?.[1]
    if (language === undefined) continue
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    const read = readTexts(text, shownAs(path), language)
    yaml[language] = text
    if ('problems' in read) problems.push(...read.problems)
    else texts.push(read.texts)
  }
  return { yaml, texts, problems }
}
