import { problemLine, type Problem } from '../../core/document/problem.ts'
import { readPlaybook, type PlaybookSource } from '../read.ts'
import { lintPlaybook, type LintOptions } from './lint.ts'
import { readTexts, type TextsSource } from './texts-file.ts'

/** Stands in a test's playbook where a finding is expected, and is taken out before it is read. */
const MARK = '▸'

export function playbookOf(text: string, file = 'playbook.yaml'): PlaybookSource {
  const read = readPlaybook(text, file)
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join('\n'))
  return read.playbook
}

export function textsOf(text: string, language = 'en'): TextsSource {
  const read = readTexts(text, `texts.${language}.yaml`, language)
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join('\n'))
  return read.texts
}

export interface Linted {
  /** `4:15` for each mark, in the order of the text. */
  readonly marks: readonly string[]
  /** `error code` at `4:15`, for those of the code asked for. */
  readonly found: readonly string[]
  readonly problems: readonly Problem[]
}

/** Lints a playbook whose marks show where findings of one code are expected. */
export function lintMarked(code: string, marked: string, options: LintOptions = {}): Linted {
  const marks = marked.split('\n').flatMap((line, index) =>
    line
      .split(MARK)
      .slice(0, -1)
      .map((_, nth, parts) => `${index + 1}:${parts.slice(0, nth + 1).join('').length + 1}`),
  )
  const all = lintPlaybook(playbookOf(marked.replaceAll(MARK, '')), options)
  const problems = all.filter((problem) => problem.code === code)
  return { marks, found: problems.map(({ place }) => `${place.line}:${place.column}`), problems }
}
