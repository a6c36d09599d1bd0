import { nearest } from '../../core/document/near.ts'
import type { Place, Problem } from '../../core/document/problem.ts'
import type { TextShape, TextsSource } from '../lint/texts-file.ts'
import { direct } from './direct.ts'
import { interpreted } from './interpreted.ts'
import { namesIn, parseTemplate, type Template } from './liquid.ts'
import { KNOWN_NAMES, nameOf } from './names.ts'
import type { Say } from './say.ts'

export interface CompiledWords {
  readonly say: Say
  readonly place: Place
}

export interface CompiledText {
  readonly subject: CompiledWords | null
  readonly text: CompiledWords
}

/** The words of one playbook, by language and then by the name a moment says. The first language is its main one. */
export interface CompiledTexts {
  readonly languages: ReadonlyMap<string, ReadonlyMap<string, CompiledText>>
}

export type CompileTexts = { readonly texts: CompiledTexts } | { readonly problems: readonly Problem[] }

/** Reads every template once. All that is wrong with any of them is reported, or all of them are ready. */
export function compileTexts(sources: readonly TextsSource[]): CompileTexts {
  const problems: Problem[] = []
  const languages = new Map<string, ReadonlyMap<string, CompiledText>>()
  for (const source of sources) {
    const texts = new Map<string, CompiledText>()
    for (const [name, shape] of Object.entries(source.shape)) {
      const text = compileText(source, name, shape)
      if ('problems' in text) problems.push(...text.problems)
      else texts.set(name, text)
    }
    languages.set(source.language, texts)
  }
  return problems.length > 0 ? { problems } : { texts: { languages } }
}

type Compiled<Result> = Result | { readonly problems: readonly Problem[] }

function compileText({ document }: TextsSource, name: string, shape: TextShape): Compiled<CompiledText> {
  const text = compileWords(shape.text, document.placeOf([name, 'text']))
  const subject = shape.subject === undefined ? null : compileWords(shape.subject, document.placeOf([name, 'subject']))
  const problems = [text, subject].flatMap((words) => (words !== null && 'problems' in words ? words.problems : []))
  if (problems.length > 0 || 'problems' in text || (subject !== null && 'problems' in subject)) return { problems }
  return { subject, text }
}

function compileWords(text: string, place: Place): Compiled<CompiledWords> {
  let template: Template[]
  try {
    template = parseTemplate(text)
  } catch (error) {
    return { problems: [unreadable(error, place)] }
  }
  const paths: (readonly string[])[] = []
  const problems: Problem[] = []
  for (const { path } of namesIn(template)) {
    const plain = path.filter((part) => typeof part === 'string')
    if (plain.length < path.length || nameOf(plain) === undefined) problems.push(unknownName(written(path), place))
    else paths.push(plain)
  }
  return problems.length > 0 ? { problems } : { say: direct(template) ?? interpreted(template, paths), place }
}

const written = (path: readonly unknown[]): string =>
  path.map((part) => (typeof part === 'string' || typeof part === 'number' ? part : '[…]')).join('.')

const unreadable = (error: unknown, place: Place): Problem => ({
  level: 'error',
  code: 'text-template',
  place,
  reason: `The template cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
  mend: 'Use {{ name | filter }}, {% if %}, {% unless %} and {% case %}; each tag has its end.',
})

function unknownName(name: string, place: Place): Problem {
  const near = nearest(name, KNOWN_NAMES)
  const mend = near === undefined ? `There are: ${KNOWN_NAMES.join(', ')}, fact.….` : `Did you mean “${near}”?`
  return { level: 'error', code: 'text-name', place, reason: `No text can name ${name}.`, mend }
}
